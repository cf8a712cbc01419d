import Glibc
import Threading
public import Timekeeping
public import Uplink

/// Many connections to brokers on the thread that calls: what it takes to act thousands of sensors.
///
/// Each member is what ``BrokerService`` is, the same machine and the same client, but for the thread: here ``turn(atMost:)``
/// serves all of them. A member takes three descriptors, its
/// connection and two of the library.
public final class BrokerSwarm {
    private var members: [Member] = []
    private var requests: [pollfd] = []
    /// The members that ``turn(atMost:)`` still looks after.
    private var isServed: [Bool] = []

    /// An empty swarm.
    public init() {}

    /// How many members there are.
    public var count: Int { members.count }

    /// Adds a member, which begins to connect with the next turn, and answers its number.
    public func add(settings: BrokerSettings, hooks: BrokerHooks) -> Int {
        let core = BrokerCore(driven: settings, hooks: hooks)
        core.report { machine, _ in machine.started(at: MonotonicClock.now) }
        members.append(Member(core: core))
        requests.append(pollfd(fd: -1, events: 0, revents: 0))
        isServed.append(true)
        return members.count - 1
    }

    /// Queues a member's message.
    public func submit(_ publication: Publication, from member: Int) {
        let now = MonotonicClock.now
        members[member].core.report { machine, _ in machine.submitted(publication, at: now) }
        members[member].wakesAt = now
    }

    /// Has a member send what waits, then `farewell`, and close its connection, before `patience` is over.
    public func stop(_ member: Int, farewell: [Publication], within patience: Interval) {
        let now = MonotonicClock.now
        members[member].core.report { machine, _ in
            machine.stopRequested(farewell: farewell, by: now + patience, at: now)
        }
        members[member].wakesAt = now
    }

    /// Where a member stands.
    public func status(of member: Int) -> UplinkStatus {
        let now = MonotonicClock.now
        return members[member].core.ask { $0.status(at: now) }
    }

    /// How many of a member's messages the broker has not acknowledged, its farewell included.
    public func unsentCount(of member: Int) -> Int { members[member].core.ask(\.unsentCount) }

    /// Serves all that are due, waits for input for at most `patience`, and exchanges packets.
    public func turn(atMost patience: Interval) {
        let now = MonotonicClock.now
        var hasMore = false
        for number in members.indices where isServed[number] && members[number].wakesAt <= now {
            advance(number)
            hasMore = hasMore || members[number].wakesAt <= now
        }
        let milliseconds = hasMore ? 0 : Int32(clamping: patience.nanoseconds / 1_000_000)
        guard unsafe Glibc.poll(&requests, nfds_t(requests.count), milliseconds) > 0 else { return }
        for number in members.indices where requests[number].revents != 0 {
            members[number].loop.hear(requests[number].revents)
            advance(number)
        }
    }

    private func advance(_ number: Int) {
        let member = members[number]
        // Whoever lost its connection has a deadline at once, and looks for the next wait.
        while !member.loop.advance() {
            guard member.core.ask(\.state) != .stopped else {
                isServed[number] = false
                requests[number].fd = -1
                return
            }
        }
        requests[number] = member.loop.interest()
        member.wakesAt = MonotonicClock.now + .milliseconds(Int64(member.loop.patience()))
        // What the library wants to be told from time to time.
        if requests[number].fd >= 0 { member.loop.hear(0) }
        requests[number] = member.loop.interest()
    }

    private final class Member {
        let core: BrokerCore
        var loop: BrokerLoop
        var wakesAt = MonotonicClock.now

        init(core: BrokerCore) {
            self.core = core
            loop = BrokerLoop(core: core)
        }
    }
}
