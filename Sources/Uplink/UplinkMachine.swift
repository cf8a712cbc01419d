public import Timekeeping

/// Decides when to connect, how long to wait, and what to send next, so that nothing is lost below the bounds.
///
/// Facts may be reported by any thread that holds the machine; orders are for the one thread that owns the connection.
/// That is why orders are pulled with ``next(at:)`` and not returned by each fact.
///
/// The queue here is the only owner of a message until it is acknowledged: each connection starts with a clean session
/// and a fresh client, and what was in flight when one ended goes back to the head of the queue, in order.
public struct UplinkMachine: Equatable, Sendable {
    /// The bounds.
    public let limits: UplinkLimits
    /// How many brokers there are to choose from.
    public let brokerCount: Int
    /// Which broker the next ``UplinkAction/connect`` is for, or the present connection: 0 is the preferred one.
    public internal(set) var broker = 0
    var phase = Phase.running
    var link = Link.down
    var orders: [UplinkAction] = []
    var backoff = Backoff()
    var subscriptions: [String] = []
    var dueSubscriptions = RingBuffer<String>()
    var retained = RetainedStore()
    var announcements = RingBuffer<QueuedPublication>()
    var queue = PublicationQueue()
    var farewell = RingBuffer<QueuedPublication>()
    var inFlight: [Flight] = []
    var inFlightBytes = 0
    var tally = UplinkTally()
    var hasBeenOnline = false
    private var settlements: [Settlement] = []
    private var nextTicket: UInt64 = 0

    /// An idle uplink. Where there are several brokers, the first is preferred, and the others are for when it fails.
    public init(limits: UplinkLimits = UplinkLimits(), brokerCount: Int = 1) {
        precondition(brokerCount > 0, "an uplink has a broker to connect to")
        self.limits = limits
        self.brokerCount = brokerCount
    }

    /// The service starts. Once only.
    public mutating func started(at now: Uptime) {
        precondition(link == .down && phase == .running, "an uplink is started once")
        connect(at: now)
    }

    /// A message is to be published. It waits for its turn.
    ///
    /// - Parameter receipt: The ledger's name for a message that it keeps until it is settled. Its importance is
    ///   `event`: no other message takes its place.
    public mutating func submitted(_ publication: Publication, receipt: Receipt? = nil, at now: Uptime) {
        precondition(receipt == nil || publication.importance == .event, "the ledger keeps nothing that is replaced")
        tally.submitted += 1
        let entry = queued(publication, receipt: receipt, at: now)
        guard phase == .running else { return drop(entry) }
        retained.remember(publication, limit: limits.retainedTopicCount)
        if queue.append(entry, isOnline: isOnline) { tally.superseded += 1 }
        keepWithinBounds()
    }

    /// Somebody else keeps these retained topics from now on: they are not announced again, and states that wait for them
    /// are not sent.
    public mutating func handedOver(_ topics: Set<String>) {
        retained.forget(topics)
        tally.superseded += UInt64(queue.removeRetainedStates(on: topics))
    }

    /// What became of messages that the ledger keeps, since this was last asked.
    public mutating func takeSettlements() -> [Settlement] {
        guard !settlements.isEmpty else { return [] }
        defer { settlements.removeAll(keepingCapacity: true) }
        return settlements
    }

    /// Messages on these topic filters are wanted, on this connection and all later ones.
    public mutating func subscribed(to topicFilters: [String]) {
        let added = topicFilters.filter { !subscriptions.contains($0) }
        subscriptions += added
        if isOnline { added.forEach { dueSubscriptions.append($0) } }
    }

    /// The broker accepted the connection. `births` go out before all else, then each retained message again.
    ///
    /// What was last submitted on the topic of a birth takes its place.
    public mutating func connected(announcing births: [Publication], at now: Uptime) {
        precondition(link.isConnecting, "a connection that nobody asked for was accepted")
        link = .up(since: now)
        if hasBeenOnline { tally.reconnects += 1 }
        hasBeenOnline = true
        dueSubscriptions = RingBuffer()
        subscriptions.forEach { dueSubscriptions.append($0) }
        announcementRequested(births, at: now)
    }

    /// Everything that is retained is to be published again, as after a connection. Offline there is nothing to do:
    /// the next connection does it.
    public mutating func announcementRequested(_ births: [Publication], at now: Uptime) {
        guard isOnline else { return }
        announcements = RingBuffer()
        let due = retained.announcements(births: births, awaited: queue.retainedEventTopics)
        for publication in due { announcements.append(queued(publication, at: now)) }
        tally.superseded += UInt64(queue.removeRetainedStates(on: Set(due.map(\.topic))))
    }

    /// The broker has the message, or for QoS 0 it was written to the connection.
    public mutating func acknowledged(_ ticket: Ticket, at now: Uptime) {
        guard let flight = land(ticket) else { return }
        if flight.origin == .queue { tally.acknowledged += 1 }
        settle(flight.entry, .acknowledged)
    }

    /// The message can never be sent, or the broker does not take it.
    public mutating func refused(_ ticket: Ticket, at now: Uptime) {
        guard let flight = land(ticket) else { return }
        if flight.origin == .queue { tally.refused += 1 }
        settle(flight.entry, .refused)
    }

    /// The attempt failed or the connection ended. What was in flight goes back to the head of the queue.
    ///
    /// - Parameter isRecoverable: whether the cause may go away without somebody changing the settings; if not, the
    ///   next attempt is put off as far as the longest backoff.
    public mutating func connectionLost(
        isRecoverable: Bool = true, at now: Uptime, using generator: inout some RandomNumberGenerator
    ) {
        var wasSteady = false
        if case .up(let since) = link, now - since >= limits.steadyAfter {
            backoff.succeeded()
            wasSteady = true
        }
        let wasClosing = link == .closing
        returnFlights()
        if wasClosing { return finish() }
        broker = wasSteady ? 0 : (broker + 1) % brokerCount
        // The next broker on the list is tried soon; only when all have failed, the waits grow.
        let delay =
            wasSteady || broker == 0
            ? backoff.failed(isRecoverable: isRecoverable, limits: limits, using: &generator)
            : backoff.soon(limits: limits, using: &generator)
        link = .waiting(until: now + delay)
    }

    /// The goodbye is sent and the connection closed.
    public mutating func disconnected(at now: Uptime) {
        precondition(link == .closing, "a connection is closed after the order to disconnect")
        finish()
    }

    /// The service ends: what waits is sent, then `farewell`, and when all is acknowledged the connection is closed.
    /// Whatever is not sent at the `deadline` is given up. A second request changes nothing.
    public mutating func stopRequested(farewell messages: [Publication], by deadline: Uptime, at now: Uptime) {
        guard phase == .running else { return }
        if link == .down { return finish() }
        phase = .stopping(by: deadline)
        for message in messages { farewell.append(queued(message, at: now)) }
        if case .waiting = link { connect(at: now) }
    }

    /// Time has passed.
    public mutating func tick(at now: Uptime, using generator: inout some RandomNumberGenerator) {
        if case .stopping(let deadline) = phase, now >= deadline {
            orders = link.isHeld ? [.abandon] : []
            returnFlights()
            return finish()
        }
        switch link {
        case .connecting(let since) where now >= since + limits.connectTimeout:
            orders.append(.abandon)
            connectionLost(at: now, using: &generator)
        case .waiting(let until) where now >= until: connect(at: now)
        default: break
        }
    }

    private mutating func connect(at now: Uptime) {
        link = .connecting(since: now)
        orders.append(.connect)
    }

    private mutating func finish() {
        link = .down
        phase = .stopped
    }

    private mutating func queued(
        _ publication: Publication, receipt: Receipt? = nil, at now: Uptime
    ) -> QueuedPublication {
        defer { nextTicket += 1 }
        return QueuedPublication(
            ticket: Ticket(number: nextTicket), publication: publication, submittedAt: now, receipt: receipt)
    }

    private mutating func drop(_ entry: QueuedPublication) {
        tally.dropped.count(entry.publication.importance)
        settle(entry, .dropped)
    }

    private mutating func settle(_ entry: QueuedPublication, _ outcome: Settlement.Outcome) {
        if let receipt = entry.receipt { settlements.append(Settlement(receipt: receipt, outcome: outcome)) }
    }

    private mutating func land(_ ticket: Ticket) -> Flight? {
        guard let place = inFlight.firstIndex(where: { $0.entry.ticket == ticket }) else { return nil }
        let flight = inFlight.remove(at: place)
        inFlightBytes -= flight.entry.byteCount
        return flight
    }

    private mutating func returnFlights() {
        for flight in inFlight.reversed() {
            switch flight.origin {
            case .announcement: break  // the next connection announces afresh
            case .farewell: farewell.prepend(flight.entry)
            case .queue where flight.entry.publication.quality == .atMostOnce:
                drop(flight.entry)
            case .queue: if !queue.prepend(flight.entry) { tally.superseded += 1 }
            }
        }
        inFlight = []
        inFlightBytes = 0
        announcements = RingBuffer()
        tally.superseded += UInt64(queue.coalesceTelemetry())
        keepWithinBounds()
    }

    private mutating func keepWithinBounds() {
        while queue.count + inFlight.count > limits.messageCount || queue.byteCount + inFlightBytes > limits.byteCount,
            let dropped = queue.dropLeastImportant()
        {
            drop(dropped)
        }
    }
}
