import Timekeeping
import Uplink

/// A machine with its clock and its dice, so that a test reads as a trace.
struct Trace {
    var machine: UplinkMachine
    var now = Uptime(seconds: 100)
    var dice: SplitMix

    init(limits: UplinkLimits = UplinkLimits(), seed: UInt64 = 1) {
        machine = UplinkMachine(limits: limits)
        dice = SplitMix(state: seed)
    }

    /// A trace that is already online with nothing to do.
    static func online(limits: UplinkLimits = UplinkLimits()) -> Trace {
        var trace = Trace(limits: limits)
        trace.machine.started(at: trace.now)
        _ = trace.orders()
        trace.machine.connected(announcing: [], at: trace.now)
        return trace
    }

    mutating func submit(_ publications: Publication...) {
        for publication in publications { machine.submitted(publication, at: now) }
    }

    mutating func orders() -> [UplinkAction] {
        var orders: [UplinkAction] = []
        while let order = machine.next(at: now) { orders.append(order) }
        return orders
    }

    /// The payloads, as text, of what is to be published now.
    mutating func published() -> [String] { orders().compactMap(\.text) }

    mutating func pass(_ interval: Interval) {
        now = now + interval
        machine.tick(at: now, using: &dice)
    }

    mutating func lose(isRecoverable: Bool = true) {
        machine.connectionLost(isRecoverable: isRecoverable, at: now, using: &dice)
    }

    /// Waits as long as the machine wants, and is accepted.
    mutating func reconnect(announcing births: [Publication] = []) {
        if let deadline = machine.nextDeadline { pass(deadline - now) }
        _ = orders()
        machine.connected(announcing: births, at: now)
    }
}

/// Steele, Lea, Flood: Fast splittable pseudorandom number generators (OOPSLA 2014).
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}

extension UplinkAction {
    var text: String? { publication.map { String(decoding: $0.payload, as: UTF8.self) } }
    var publication: Publication? {
        guard case .publish(_, let publication) = self else { return nil }
        return publication
    }
    var ticket: Ticket? {
        guard case .publish(let ticket, _) = self else { return nil }
        return ticket
    }
}

extension Publication {
    static func event(_ text: String) -> Self {
        Self(topic: "event", payload: Array(text.utf8), importance: .event)
    }
    static func state(_ topic: String, _ text: String) -> Self {
        Self(topic: topic, payload: Array(text.utf8), isRetained: true, importance: .state)
    }
    static func telemetry(_ topic: String, _ text: String, quality: QualityOfService = .atMostOnce) -> Self {
        Self(topic: topic, payload: Array(text.utf8), quality: quality, importance: .telemetry)
    }
}
