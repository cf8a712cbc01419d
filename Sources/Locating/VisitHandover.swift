public import Presence
public import Privacy
public import Timekeeping

/// Keeps the visits of a site one and the same while the boxes that speak for it change.
///
/// Every box that may be the locator follows the same scans, each with its own observer and its own random identifiers.
/// The holder of the lease notes for the others which visit belongs to which tag, before it publishes anything about
/// it; the others also hear what it publishes. Whoever takes over goes on with the identifiers that the outside knows,
/// publishes what the former holder could not publish any more, and nothing twice.
public struct VisitHandover: Sendable {
    /// A visit of the own observer.
    private struct Own: Sendable {
        var tag: Tag
        var started: VisitEvent
        var lastSeenAt: WallTime
        /// What the outside calls it; `nil` as long as the outside knows nothing of it.
        var published: VisitIdentifier?
    }

    /// A visit that the holder noted.
    private struct Noted: Sendable {
        var note: VisitNote
        var hasStarted: Bool
    }

    private let rules: PresenceRules
    private var own: [VisitIdentifier: Own] = [:]
    private var ownByTag: [Tag: VisitIdentifier] = [:]
    private var noted: [VisitIdentifier: Noted] = [:]
    private var notedByTag: [Tag: VisitIdentifier] = [:]
    /// Ends that the own observer saw and the holder has not published yet.
    private var endings: [VisitIdentifier: VisitEvent] = [:]
    private var isHolder = false

    /// No visits.
    public init(rules: PresenceRules) { self.rules = rules }

    /// A device is heard that may have a visit; to be called before the observer learns of the scan.
    public mutating func heard(_ tag: Tag, formerTag: Tag?, at time: WallTime) {
        if let formerTag { rename(formerTag, to: tag) }
        if let visit = ownByTag[tag] { own[visit]?.lastSeenAt = time }
        if let visit = notedByTag[tag] { noted[visit]?.note.lastSeenAt = time }
    }

    /// The own observer says that something happened to a visit. Answers what is to be published.
    ///
    /// - Parameter tag: Of a visit that started: whose it is.
    public mutating func observed(_ event: VisitEvent, tag: Tag?) -> [VisitEvent] {
        switch event.kind {
        case .started: return started(event, tag: tag)
        case .ended: return ended(event)
        case .moved, .idle, .resumed:
            guard isHolder, let known = own[event.visit.identifier]?.published else { return [] }
            return [event.renamed(known)]
        }
    }

    /// The holder told what it knows.
    public mutating func received(_ notes: VisitNotes) {
        guard !isHolder else { return }
        if notes.isWhole {
            let present = Set(notes.notes.map(\.visit))
            for visit in noted.keys where !present.contains(visit) { forget(noted: visit) }
        }
        for note in notes.notes {
            let hasStarted = notes.isWhole || noted[note.visit]?.hasStarted ?? false
            noted[note.visit] = Noted(note: note, hasStarted: hasStarted)
            notedByTag[note.tag] = note.visit
            if let visit = ownByTag[note.tag] { own[visit]?.published = note.visit }
        }
    }

    /// A box published that a visit started.
    public mutating func startWasPublished(of visit: VisitIdentifier) { noted[visit]?.hasStarted = true }

    /// A box published that a visit ended.
    public mutating func endWasPublished(of visit: VisitIdentifier) {
        endings[visit] = nil
        if !isHolder { forget(noted: visit) }
    }

    /// This box is the locator from now on. Answers what the former one could not publish any more.
    public mutating func tookOver() -> [VisitEvent] {
        isHolder = true
        var events: [VisitEvent] = []
        for (visit, state) in own {
            let known = state.published ?? visit
            if state.published == nil || noted[known]?.hasStarted == false {
                events.append(state.started.renamed(known))
            }
            own[visit]?.published = known
            noted[known] = nil
            notedByTag[state.tag] = nil
        }
        events += endings.values
        for visit in endings.keys { forget(noted: visit) }
        endings = [:]
        // What was noted and never published, and the own observer knows nothing of, the outside never hears of.
        for (visit, state) in noted where !state.hasStarted { forget(noted: visit) }
        return events.sorted { $0.time < $1.time }
    }

    /// Another box is the locator from now on, or nobody.
    public mutating func gaveUp() {
        isHolder = false
        for (visit, state) in own {
            guard let known = state.published else { continue }
            let note = VisitNote(
                visit: known, tag: state.tag, startedAt: state.started.visit.startedAt, lastSeenAt: state.lastSeenAt)
            noted[known] = Noted(note: note, hasStarted: true)
            notedByTag[state.tag] = known
            own[visit]?.published = known
        }
    }

    /// Time has passed in which all sensors were there: visits of a former holder of which nothing is heard any more
    /// end. Answers what is to be published.
    public mutating func tick(at time: WallTime) -> [VisitEvent] {
        guard isHolder else { return [] }
        let ended = noted.values.filter { time - $0.note.lastSeenAt >= rules.endAfter }
        for state in ended { forget(noted: state.note.visit) }
        return ended.map {
            VisitEvent(kind: .ended(.absent), time: $0.note.lastSeenAt, visit: $0.note.summary(rules))
        }
    }

    /// All visits that the outside knows to go on, for the other boxes.
    public var notes: VisitNotes {
        let mine = own.values.compactMap { state in
            state.published.map {
                VisitNote(
                    visit: $0, tag: state.tag, startedAt: state.started.visit.startedAt,
                    lastSeenAt: state.lastSeenAt)
            }
        }
        return VisitNotes(isWhole: true, notes: Array((mine + noted.values.map(\.note)).prefix(VisitNotes.most)))
    }

    /// The note about a visit of the own observer that is to be told before its start is published.
    public func note(of visit: VisitIdentifier) -> VisitNote? {
        own.values.lazy.filter { $0.published == visit }.first.map {
            VisitNote(visit: visit, tag: $0.tag, startedAt: $0.started.visit.startedAt, lastSeenAt: $0.lastSeenAt)
        }
    }
}

extension VisitHandover {
    private mutating func started(_ event: VisitEvent, tag: Tag?) -> [VisitEvent] {
        guard let tag else { return isHolder ? [event] : [] }
        let visit = event.visit.identifier
        // The visit of a former holder goes on in the own observer, which has only now enough evidence for it.
        let known = notedByTag[tag]
        if let known { endings[known] = nil }
        ownByTag[tag] = visit
        own[visit] = Own(
            tag: tag, started: event, lastSeenAt: event.visit.lastSeenAt, published: known ?? (isHolder ? visit : nil))
        guard isHolder else { return [] }
        if let known {
            forget(noted: known)
            return []
        }
        return [event]
    }

    private mutating func ended(_ event: VisitEvent) -> [VisitEvent] {
        guard let state = own.removeValue(forKey: event.visit.identifier) else { return [] }
        if ownByTag[state.tag] == event.visit.identifier { ownByTag[state.tag] = nil }
        guard let known = state.published else { return [] }
        if isHolder { return [event.renamed(known)] }
        // The holder has published the end already when its note is gone.
        if noted[known] != nil { endings[known] = event.renamed(known) }
        return []
    }

    private mutating func rename(_ former: Tag, to tag: Tag) {
        guard former != tag else { return }
        if let visit = ownByTag.removeValue(forKey: former) {
            ownByTag[tag] = visit
            own[visit]?.tag = tag
        }
        if let visit = notedByTag.removeValue(forKey: former) {
            notedByTag[tag] = visit
            noted[visit]?.note.tag = tag
        }
    }

    private mutating func forget(noted visit: VisitIdentifier) {
        guard let state = noted.removeValue(forKey: visit) else { return }
        if notedByTag[state.note.tag] == visit { notedByTag[state.note.tag] = nil }
    }
}

extension VisitEvent {
    /// The same of the visit that the outside knows by another identifier.
    fileprivate func renamed(_ identifier: VisitIdentifier) -> VisitEvent {
        var event = self
        event.visit.identifier = identifier
        return event
    }
}

extension VisitNote {
    /// The visit in numbers, of which nobody was left who followed it.
    fileprivate func summary(_ rules: PresenceRules) -> VisitSummary {
        let dwell = lastSeenAt - startedAt
        return VisitSummary(
            identifier: visit, startedAt: startedAt, lastSeenAt: lastSeenAt, dwell: dwell,
            dwellUncertainty: usualGap,
            visitClass: dwell >= rules.engagedAfter ? .engaged : dwell >= rules.visitorAfter ? .visitor : .bounce,
            insideProbability: 0.5)
    }
}

/// Between two scans of a phone: pooled measurements.
private let usualGap = Interval.seconds(75)
