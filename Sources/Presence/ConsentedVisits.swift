public import Privacy
public import Timekeeping

/// Follows the visits of people who agreed: who was here before, and to whom an offer may be made.
public struct ConsentedVisits: Equatable, Sendable {
    /// When an offer may be made.
    public struct Trigger: Equatable, Sendable {
        /// The offer's name in the retailer's system.
        public var name: String
        /// The zone, by its place in the site's order.
        public var zone: Int
        /// How long the visitor has to have been in it.
        public var minimumDwell: Interval

        /// A trigger of these parts.
        public init(name: String, zone: Int, minimumDwell: Interval) {
            self.name = name
            self.zone = zone
            self.minimumDwell = minimumDwell
        }
    }

    /// An offer that may be made now.
    public struct Offer: Equatable, Sendable {
        /// Which one.
        public var trigger: Trigger
        /// Whose consent allows it.
        public var consent: ConsentHandle
        /// The visit.
        public var visit: VisitIdentifier
        /// When the visitor was heard who had been there for long enough.
        public var time: WallTime
        /// How long that was.
        public var dwell: Interval

        /// An offer of these parts.
        public init(
            trigger: Trigger, consent: ConsentHandle, visit: VisitIdentifier, time: WallTime, dwell: Interval
        ) {
            self.trigger = trigger
            self.consent = consent
            self.visit = visit
            self.time = time
            self.dwell = dwell
        }
    }

    private let triggers: [Trigger]
    private var stays: [ConsentHandle: Stay] = [:]
    private var returning: Set<ConsentHandle> = []
    /// Consents whose device was heard and for which nobody has looked yet, with the last time.
    private var heard: [ConsentHandle: WallTime] = [:]

    /// Nobody has come yet.
    public init(triggers: [Trigger]) { self.triggers = triggers }

    /// Whether somebody was heard since offers were last asked for.
    public var hasHeard: Bool { !heard.isEmpty }

    /// A device was heard whose owner agreed.
    public mutating func heard(_ consent: ConsentHandle, at time: WallTime) { heard[consent] = time }

    /// Something happened to a visit. Answers whether its owner had been here before under the same consent.
    public mutating func noted(_ event: VisitEvent) -> Bool {
        guard let consent = event.visit.consent else { return false }
        switch event.kind {
        case .started:
            stays[consent] = Stay(
                visit: event.visit.identifier, zone: event.visit.zone, since: event.visit.startedAt)
        case .moved:
            stays[consent]?.zone = event.visit.zone
            stays[consent]?.since = event.time
        case .ended:
            stays[consent] = nil
            defer { returning.insert(consent) }
            return returning.contains(consent)
        case .idle, .resumed: break
        }
        return returning.contains(consent)
    }

    /// The offers that may be made to who was heard since the last call: each once in a visit.
    public mutating func takeOffers() -> [Offer] {
        defer { heard.removeAll(keepingCapacity: true) }
        var offers: [Offer] = []
        for (consent, time) in heard.sorted(by: { $0.value < $1.value }) {
            guard let stay = stays[consent] else { continue }
            for (index, trigger) in triggers.enumerated() where trigger.zone == stay.zone {
                let dwell = time - stay.since
                guard dwell >= trigger.minimumDwell, stays[consent]?.made.insert(index).inserted == true else {
                    continue
                }
                offers.append(
                    Offer(trigger: trigger, consent: consent, visit: stay.visit, time: time, dwell: dwell))
            }
        }
        return offers
    }

    /// A consent has ended: nothing of it is kept.
    public mutating func consentEnded(_ consent: ConsentHandle) {
        stays[consent] = nil
        heard[consent] = nil
        returning.remove(consent)
    }

    private struct Stay: Equatable, Sendable {
        let visit: VisitIdentifier
        var zone: Int?
        var since: WallTime
        var made: Set<Int> = []
    }
}
