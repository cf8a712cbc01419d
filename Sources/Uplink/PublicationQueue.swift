import Timekeeping

/// What waits for the broker, in the order of submission, within bounds.
///
/// Each importance has its own lane; the tickets keep the order across lanes. So the oldest of a class is dropped in
/// constant time.
struct PublicationQueue: Equatable, Sendable {
    private var telemetry = PublicationLane()
    private var states = PublicationLane()
    private var events = PublicationLane()

    var count: Int { telemetry.count + states.count + events.count }
    var byteCount: Int { telemetry.byteCount + states.byteCount + events.byteCount }
    var isEmpty: Bool { count == 0 }
    /// The topics of retained events that wait: their last message will tell the broker the present state.
    var retainedEventTopics: Set<String> {
        Set(events.entries.lazy.filter(\.publication.isRetained).map(\.publication.topic))
    }
    /// When the message that is next in line was submitted.
    var oldestSubmission: Uptime? {
        [telemetry.first, states.first, events.first].compactMap(\.?.submittedAt).min()
    }

    /// Adds `entry` at the end; answers whether it took the place of an older one on its topic instead.
    mutating func append(_ entry: QueuedPublication, isOnline: Bool) -> Bool {
        switch entry.publication.importance {
        case .telemetry:
            let isReplacing = !isOnline && entry.publication.quality == .atMostOnce
            return telemetry.append(entry, replacing: isReplacing)
        case .state: return states.append(entry, replacing: true)
        case .event: return events.append(entry, replacing: false)
        }
    }

    /// Puts back at the front what was in flight; answers false when a newer one on its topic made it worthless.
    mutating func prepend(_ entry: QueuedPublication) -> Bool {
        switch entry.publication.importance {
        case .telemetry: telemetry.prepend(entry)
        case .state: states.prepend(entry)
        case .event: events.prepend(entry)
        }
    }

    /// Takes out what was submitted first.
    mutating func popFirst() -> QueuedPublication? {
        let waitingTelemetry = telemetry.first?.ticket ?? .never
        let waitingState = states.first?.ticket ?? .never
        let waitingEvent = events.first?.ticket ?? .never
        if waitingEvent < min(waitingTelemetry, waitingState) { return events.popFirst() }
        return waitingState < waitingTelemetry ? states.popFirst() : telemetry.popFirst()
    }

    /// Drops the oldest of the least important class; nil when nothing is left.
    mutating func dropLeastImportant() -> QueuedPublication? {
        telemetry.popFirst() ?? states.popFirst() ?? events.popFirst()
    }

    /// Of telemetry that asks for no acknowledgement, keeps the newest of each topic; answers how many went.
    mutating func coalesceTelemetry() -> Int { telemetry.coalesce() }

    /// Removes the retained states on `topics`; answers how many they were.
    mutating func removeRetainedStates(on topics: Set<String>) -> Int {
        states.remove { $0.publication.isRetained && topics.contains($0.publication.topic) }
    }
}
