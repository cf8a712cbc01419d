import Synchronization
import Threading
import Timekeeping
import Uplink

/// What the ledger thread and its callers share.
final class OutboxCore: Sendable {
    let settings: LedgerSettings
    let hooks: LedgerHooks
    let wakeUp: WakeUp
    let opened: WakeUp
    let flushed: WakeUp
    let finished: WakeUp
    private let inbox = Mutex(Inbox())
    private let report = Mutex((status: OutboxStatus(), restoration: Restoration()))
    private let isSignalled = Atomic<Bool>(false)

    init(settings: LedgerSettings, hooks: LedgerHooks) throws(SystemFailure) {
        self.settings = settings
        self.hooks = hooks
        wakeUp = try WakeUp()
        opened = try WakeUp()
        flushed = try WakeUp()
        finished = try WakeUp()
    }

    /// What has come for the ledger thread since it last looked.
    struct Inbox: Sendable {
        var entries: [Entry] = []
        var settlements: [Settlement] = []
        var withdrawals: [[UInt8]] = []
        var verdict = ClockVerdict.unknown(holds: false)
        var isOnline = false
        var isHeld = false
        /// Somebody else speaks of what was decided before, this many entries included.
        var givesWayAfter: Int?
        /// All that waits is to be committed and handed over, and nothing after.
        var closes = false
        var ends = false
    }

    /// A message, or what is to be kept of a visit without one.
    struct Entry: Sendable {
        var publication: Publication?
        var mark: VisitMark?
        var stamp: Stamp
    }

    /// Changes the inbox, and wakes the ledger thread.
    func tell(_ change: (inout Inbox) -> Void) {
        inbox.withLock { change(&$0) }
        if !isSignalled.exchange(true, ordering: .acquiringAndReleasing) { wakeUp.signal() }
    }

    /// The ledger thread takes what has come; what lasts stays.
    func take() -> Inbox {
        wakeUp.clear()
        isSignalled.store(false, ordering: .sequentiallyConsistent)
        return inbox.withLock { inbox in
            let taken = inbox
            inbox.entries.removeAll()
            inbox.settlements.removeAll()
            inbox.withdrawals.removeAll()
            inbox.givesWayAfter = nil
            return taken
        }
    }

    var status: OutboxStatus {
        get { report.withLock(\.status) }
        set { report.withLock { $0.status = newValue } }
    }

    var restoration: Restoration {
        get { report.withLock(\.restoration) }
        set { report.withLock { $0.restoration = newValue } }
    }
}
