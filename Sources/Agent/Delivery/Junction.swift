import Broker
import Ledger
import Synchronization
import Uplink

/// Where the broker's thread and the ledger's find each other: each is made with hooks that name the other.
///
/// The hooks are owned by what they call: a strong reference would keep both forever.
final class Junction: Sendable {
    private let ends = Mutex(Ends())

    func attend(_ broker: BrokerService, _ outbox: Outbox) {
        ends.withLock { ends in (ends.broker, ends.outbox) = (broker, outbox) }
    }

    /// Has the broker's thread tell the ledger how its messages fare.
    func extend(_ hooks: inout BrokerHooks) {
        let onTransition = hooks.onTransition
        hooks.onTransition = { transition in
            onTransition(transition)
            self.outbox?.uplinkChanged(isOnline: transition.to == .online)
        }
        hooks.onSettled = { self.outbox?.settled($0) }
    }

    /// Hands on what is safe.
    func deliver(_ publication: Publication, _ receipt: Receipt?) { broker?.submit(publication, receipt: receipt) }

    private var broker: BrokerService? { ends.withLock { $0.broker } }
    private var outbox: Outbox? { ends.withLock { $0.outbox } }

    private struct Ends {
        weak var broker: BrokerService?
        weak var outbox: Outbox?
    }
}
