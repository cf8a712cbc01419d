import Synchronization
import Threading
public import Timekeeping
public import Uplink

/// Keeps a connection to the broker, and brings messages there in order, each at least once.
///
/// One thread of its own, called `broker`, owns the connection. ``stop(farewell:within:)`` ends it.
public final class BrokerService: Sendable {
    /// The longest time between two turns of the thread.
    public static let longestTurn = Interval.seconds(5)

    private let core: BrokerCore
    private let thread = Mutex<NamedThread?>(nil)

    /// A service that has not yet begun.
    ///
    /// - Throws: when the process has no descriptor left.
    public init(settings: BrokerSettings, hooks: BrokerHooks) throws(BrokerError) {
        core = try BrokerCore(settings: settings, hooks: hooks)
    }

    deinit {
        core.report { machine, _ in
            machine.stopRequested(farewell: [], by: MonotonicClock.now, at: MonotonicClock.now)
        }
        core.wake()
        thread.withLock { $0?.detach() }
    }

    /// Begins to connect. Once only.
    ///
    /// - Throws: when the process may not have another thread.
    public func start() throws(BrokerError) {
        let core = core
        core.report { machine, _ in machine.started(at: MonotonicClock.now) }
        core.isAlive.store(true, ordering: .releasing)
        do throws(SystemFailure) {
            let started = try NamedThread(name: "broker") {
                var loop = BrokerLoop(core: core)
                loop.run()
                core.isAlive.store(false, ordering: .releasing)
                core.finished.signal()
            }
            thread.withLock { $0 = started }
        } catch { throw BrokerError(error) }
    }

    /// Queues `publication`. From any thread; never waits for the broker. What becomes of one with a receipt is told to
    /// ``BrokerHooks/onSettled``.
    public func submit(_ publication: Publication, receipt: Receipt? = nil) {
        let now = MonotonicClock.now
        core.submit { $0.submitted(publication, receipt: receipt, at: now) }
    }

    /// Asks for messages on these topic filters, now and on each later connection.
    public func subscribe(to topicFilters: [String]) { core.submit { $0.subscribed(to: topicFilters) } }

    /// Leaves these retained topics to somebody else: the next connection does not announce them.
    public func handOver(_ topics: Set<String>) { core.submit { $0.handedOver(topics) } }

    /// Publishes the announcements and everything retained again, as on a new connection.
    public func announce() { core.requestAnnouncement() }

    /// Sends what waits, then `farewell`, and closes the connection so that the broker does not publish the will.
    ///
    /// Blocks for `patience` at most, and a second more when the resolver holds the thread. What is not acknowledged by
    /// then is given up, and the broker publishes the will.
    ///
    /// - Returns: how many messages were given up, the farewell included.
    @discardableResult
    public func stop(farewell: [Publication], within patience: Interval) -> Int {
        let now = MonotonicClock.now
        core.report { machine, _ in machine.stopRequested(farewell: farewell, by: now + patience, at: now) }
        core.wake()
        if let thread = thread.withLock({ $0.take() }) {
            let milliseconds = (max(.zero, patience) + .seconds(1)).nanoseconds / 1_000_000
            if core.finished.wait(milliseconds: Int32(clamping: milliseconds)) {
                thread.join()
            } else {
                thread.detach()
            }
        }
        return core.ask(\.unsentCount)
    }

    /// Where the uplink stands, and what became of messages.
    public var status: UplinkStatus {
        let now = MonotonicClock.now
        return core.ask { $0.status(at: now) }
    }

    /// The thread's heartbeat.
    public var progress: BrokerProgress {
        BrokerProgress(
            turns: core.turns.load(ordering: .relaxed), isAlive: core.isAlive.load(ordering: .acquiring))
    }
}
