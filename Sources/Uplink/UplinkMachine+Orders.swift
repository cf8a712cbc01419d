public import Timekeeping

extension UplinkMachine {
    /// Whether ``next(at:)`` has an order now.
    public var hasOrders: Bool {
        if !orders.isEmpty { return true }
        guard isOnline else { return false }
        if dueSubscriptions.count > 0 { return true }
        guard inFlight.count < limits.inFlightCount else { return false }
        return announcements.count > 0 || !queue.isEmpty || farewell.count > 0 || isStopping && inFlight.isEmpty
    }

    /// When ``tick(at:using:)`` has something to do; nil when nothing is due.
    public var nextDeadline: Uptime? {
        let linkDeadline: Uptime? =
            switch link {
            case .connecting(let since): since + limits.connectTimeout
            case .waiting(let until): until
            case .down, .up, .closing: nil
            }
        guard case .stopping(let stopDeadline) = phase else { return linkDeadline }
        return min(linkDeadline ?? stopDeadline, stopDeadline)
    }

    /// The next order, or nil when there is nothing to do for now. To be called until it answers nil.
    public mutating func next(at now: Uptime) -> UplinkAction? {
        if !orders.isEmpty { return orders.removeFirst() }
        guard isOnline else { return nil }
        if let topicFilter = dueSubscriptions.popFirst() { return .subscribe(topicFilter) }
        guard inFlight.count < limits.inFlightCount else { return nil }
        if let entry = announcements.popFirst() { return launch(entry, from: .announcement) }
        if let entry = queue.popFirst() { return launch(entry, from: .queue) }
        if let entry = farewell.popFirst() { return launch(entry, from: .farewell) }
        guard isStopping, inFlight.isEmpty else { return nil }
        link = .closing
        return .disconnect
    }

    /// Where the uplink stands.
    public var state: UplinkState {
        switch phase {
        case .stopping: return .stopping
        case .stopped: return .stopped
        case .running: break
        }
        return switch link {
        case .down: .idle
        case .connecting: .connecting
        case .up, .closing: .online
        case .waiting: .waiting
        }
    }

    /// Whether an attempt or a connection is under way, so that its end is news.
    public var holdsConnection: Bool { link.isHeld }

    /// How many messages the broker has not acknowledged, the farewell included.
    public var unsentCount: Int {
        queue.count + farewell.count + inFlight.count { $0.origin != .announcement }
    }

    /// The whole as an operator sees it.
    public func status(at now: Uptime) -> UplinkStatus {
        let flights = inFlight.lazy.filter { $0.origin == .queue }
        let oldest = (flights.map(\.entry.submittedAt) + [queue.oldestSubmission].compactMap(\.self)).min()
        return UplinkStatus(
            state: state, queueDepth: queue.count + flights.count,
            queueBytes: queue.byteCount + flights.reduce(0) { $0 + $1.entry.byteCount },
            oldestAge: oldest.map { now - $0 }, tally: tally)
    }

    var isOnline: Bool {
        guard case .up = link else { return false }
        return true
    }

    private var isStopping: Bool {
        guard case .stopping = phase else { return false }
        return true
    }

    private mutating func launch(_ entry: QueuedPublication, from origin: Flight.Origin) -> UplinkAction {
        inFlight.append(Flight(entry: entry, origin: origin))
        inFlightBytes += entry.byteCount
        tally.published += 1
        return .publish(entry.ticket, entry.publication)
    }
}
