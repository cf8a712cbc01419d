import Broker
import Synchronization
import Timekeeping
import Uplink

/// What happened to the connections of an acted fleet.
final class ConnectionNotes: Sendable {
    private struct Notes {
        var lastFailure: BrokerError?
        var firstLoss: Uptime?
        var lastReturn: Uptime?
    }

    private let notes = Mutex(Notes())

    func note(_ transition: UplinkTransition, at now: Uptime) {
        notes.withLock { notes in
            if let reason = transition.reason { notes.lastFailure = reason }
            if transition.from == .online, transition.to == .waiting, notes.firstLoss == nil { notes.firstLoss = now }
            if transition.to == .online, notes.firstLoss != nil { notes.lastReturn = now }
        }
    }

    /// Why the last connection that failed did so.
    var lastFailure: BrokerError? { notes.withLock { $0.lastFailure } }

    /// From the first connection that was lost to the last one that came back; `nil` when none was lost.
    var recoveryTime: Interval? {
        notes.withLock { notes in
            guard let loss = notes.firstLoss, let back = notes.lastReturn else { return nil }
            return back - loss
        }
    }
}
