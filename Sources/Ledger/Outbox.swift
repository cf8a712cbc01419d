import Synchronization
public import Threading
public import Timekeeping
public import Uplink

/// Keeps each message on the disk from its decision to its acknowledgement, in order, within bounds.
///
/// One thread of its own, called `ledger`, owns the database: no caller ever waits for the disk, but ``start()`` and
/// ``stop(within:)``. A message is handed on only when it is safe, so that its number is never given again.
public final class Outbox: Sendable {
    private let core: OutboxCore
    private let thread = Mutex<NamedThread?>(nil)

    /// An outbox that has not yet begun.
    ///
    /// - Throws: when the process has no descriptor left.
    public init(settings: LedgerSettings, hooks: LedgerHooks) throws(SystemFailure) {
        core = try OutboxCore(settings: settings, hooks: hooks)
    }

    deinit {
        core.tell { $0.ends = true }
        thread.withLock { $0?.detach() }
    }

    /// Opens the database, ends the visits that nobody had ended, and begins. Once only.
    ///
    /// - Returns: what was there. A disk that cannot be used is no reason to stop: it is tried again and again.
    /// - Throws: when the process may not have another thread.
    public func start() throws(SystemFailure) -> Restoration {
        let core = core
        let started = try NamedThread(name: "ledger") {
            var loop = OutboxLoop(core: core)
            loop.run()
            core.finished.signal()
        }
        thread.withLock { $0 = started }
        while !core.opened.wait(milliseconds: 60_000) {}
        return core.restoration
    }

    /// A message was decided. From any thread; never waits.
    public func append(_ publication: Publication, _ stamp: Stamp) {
        core.tell { $0.entries.append(OutboxCore.Entry(publication: publication, mark: nil, stamp: stamp)) }
    }

    /// Visits go on: what would have to be said of them should the agent die.
    public func note(_ marks: [VisitMark], _ stamp: Stamp) {
        guard !marks.isEmpty else { return }
        core.tell { inbox in
            for mark in marks { inbox.entries.append(OutboxCore.Entry(publication: nil, mark: mark, stamp: stamp)) }
        }
    }

    /// The uplink is done with messages.
    public func settled(_ settlements: [Settlement]) { core.tell { $0.settlements += settlements } }

    /// What has not left yet and holds these bytes is not to leave: whoever agreed to it does so no more.
    public func withdraw(holding bytes: [UInt8]) { core.tell { $0.withdrawals.append(bytes) } }

    /// The uplink has a connection, or has none. Only while it has one is anything handed over.
    public func uplinkChanged(isOnline: Bool) { core.tell { $0.isOnline = isOnline } }

    /// It is not known whether somebody else speaks in the agent's stead: nothing is handed over meanwhile.
    public func hold(_ isHeld: Bool) { core.tell { $0.isHeld = isHeld } }

    /// Somebody else speaks in the agent's stead: of what was decided so far and has not left, what is that one's to say
    /// never leaves.
    public func giveWay() { core.tell { $0.givesWayAfter = $0.entries.count } }

    /// Something was learnt about the wall clock.
    public func clockJudged(_ verdict: ClockVerdict) { core.tell { $0.verdict = verdict } }

    /// Makes all that was appended safe, hands over what the window takes, and then nothing more: the uplink is about to
    /// stop. Answers false when the disk was not done in time.
    @discardableResult
    public func close(within patience: Interval) -> Bool {
        core.tell { $0.closes = true }
        return core.flushed.wait(milliseconds: Int32(clamping: patience.nanoseconds / 1_000_000))
    }

    /// Removes what is acknowledged, and ends. Answers how many messages are kept for the next start.
    @discardableResult
    public func stop(within patience: Interval) -> Int {
        core.tell { ($0.closes, $0.ends) = (true, true) }
        if let thread = thread.withLock({ $0.take() }) {
            if core.finished.wait(milliseconds: Int32(clamping: patience.nanoseconds / 1_000_000)) {
                thread.join()
            } else {
                thread.detach()
            }
        }
        return core.status.waitingCount
    }

    /// How the outbox does.
    public var status: OutboxStatus { core.status }
}
