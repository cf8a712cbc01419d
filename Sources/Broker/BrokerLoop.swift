import Glibc
import Synchronization
import Threading
import Timekeeping
import Uplink

/// The broker thread: waits for input or a deadline, reports facts to the machine, and carries out its orders.
struct BrokerLoop: ~Copyable {
    private let core: BrokerCore
    private var client: MosquittoClient?
    private var failedAttempts = 0
    private var hasBeenAccepted = false
    private var hasReportedRefusal = false
    /// Which version of the protocol the next attempt speaks.
    private var dialect = BrokerDialect()
    /// What is kept of the connections to each broker.
    private let sessions: [TLSSession]

    init(core: BrokerCore) {
        self.core = core
        sessions = (0..<core.settings.brokerCount).map { _ in TLSSession() }
    }

    /// Goes round until the machine has stopped.
    mutating func run() {
        repeat { turn() } while core.ask(\.state) != .stopped
    }

    private mutating func turn() {
        guard advance() else { return }
        let events = poll()
        hear(events)
    }

    /// Tells the machine the time, and carries out its orders; answers whether there is something to wait for.
    mutating func advance() -> Bool {
        core.turns.add(1, ordering: .relaxed)
        let now = MonotonicClock.now
        core.report(because: BrokerError.noAnswer(from:)) { $0.tick(at: now, using: &$1) }
        if core.takeAnnouncementRequest() {
            let births = core.hooks.announcements()
            core.report { machine, _ in machine.announcementRequested(births, at: now) }
        }
        while let order = core.ask({ $0.next(at: now) }) { carryOut(order) }
        handleEvents()
        if core.ask(\.state) == .stopped { return false }
        guard client?.isClosed == true else { return true }
        lose(.hungUp(by: core.chosenSettings.address))
        return false
    }

    private mutating func carryOut(_ order: UplinkAction) {
        do throws(BrokerError) {
            switch order {
            case .connect: try connect()
            case .subscribe(let topicFilter): try subscribe(to: topicFilter)
            case .publish(let ticket, let publication): try publish(publication, as: ticket)
            case .disconnect: try client?.disconnect()
            case .abandon: client = nil
            }
        } catch { lose(error) }
    }

    private mutating func connect() throws(BrokerError) {
        hasReportedRefusal = false
        hasBeenAccepted = false
        let broker = core.ask(\.broker)
        var settings = core.settings.forBroker(broker)
        settings.protocolVersion = dialect.version(preferring: settings.protocolVersion)
        client = try MosquittoClient(settings: settings, session: sessions[broker])
        try client?.connect(settings: settings, attempt: failedAttempts / settings.brokerCount)
    }

    /// A message that the library does not take is refused; all other errors are the connection's.
    private mutating func publish(_ publication: Publication, as ticket: Ticket) throws(BrokerError) {
        do throws(BrokerError) { try client?.publish(publication, as: ticket) } catch {
            guard error.isOfTheMessage else { throw error }
            refuse(ticket, error)
        }
    }

    private mutating func subscribe(to topicFilter: String) throws(BrokerError) {
        do throws(BrokerError) { try client?.subscribe(to: topicFilter) } catch {
            guard error.isOfTheMessage else { throw error }
            core.hooks.onRefusal(error)
        }
    }

    private mutating func handleEvents() {
        while let events = client?.takeEvents(), !events.isEmpty {
            for event in events { handle(event) }
        }
    }

    private mutating func handle(_ event: ClientEvent) {
        let now = MonotonicClock.now
        switch event {
        case .connected:
            hasBeenAccepted = true
            let births = core.hooks.announcements()
            core.report { machine, _ in machine.connected(announcing: births, at: now) }
        case .lost(let error): lose(error)
        case .closed:
            client = nil
            core.report { machine, _ in machine.disconnected(at: now) }
        case .acknowledged(let ticket): core.report { machine, _ in machine.acknowledged(ticket, at: now) }
        case .refused(let ticket, let error): refuse(ticket, error)
        case .subscriptionRefused(let error): core.hooks.onRefusal(error)
        case .message(let topic, let payload, let isRetained):
            core.hooks.onMessage(topic, payload, isRetained)
            // The packet that it came in, which the library has freed.
            FreedMemory.wipe(upTo: topic.utf8.count + payload.count + Self.packetOverhead)
        case .unknownDelivery, .subscribed: break
        }
    }

    /// The connection ended. A second report of the same end changes nothing.
    private mutating func lose(_ error: BrokerError) {
        guard core.ask(\.holdsConnection) else { return }
        client = nil
        if !hasBeenAccepted { failedAttempts += 1 }
        let now = MonotonicClock.now
        let isNowOlder = dialect.lost(error, wasAccepted: hasBeenAccepted, preferring: core.settings.protocolVersion)
        core.report(because: { _ in error }) {
            $0.connectionLost(isRecoverable: error.isRecoverable || isNowOlder, at: now, using: &$1)
        }
    }

    private mutating func refuse(_ ticket: Ticket, _ error: BrokerError) {
        let now = MonotonicClock.now
        core.report { machine, _ in machine.refused(ticket, at: now) }
        guard !hasReportedRefusal else { return }
        hasReportedRefusal = true
        core.hooks.onRefusal(error)
    }

    /// Header, packet identifier, and properties (MQTT 5.0 §3.3).
    private static let packetOverhead = 256

    /// What to wait for on the connection; the descriptor is negative, which poll(2) passes over, when there is none.
    mutating func interest() -> pollfd {
        guard let socket = client?.socket else { return pollfd(fd: -1, events: 0, revents: 0) }
        let events = POLLIN | (client?.wantsToWrite == true ? POLLOUT : 0)
        return pollfd(fd: socket, events: Int16(events), revents: 0)
    }

    /// Waits for the connection, the deadline, or a call of another thread; answers what there is on the connection.
    private mutating func poll() -> Int16 {
        var requests = [pollfd(fd: core.wakeUp.descriptor, events: Int16(POLLIN), revents: 0), interest()]
        _ = unsafe Glibc.poll(&requests, nfds_t(requests.count), patience())
        if requests[0].revents != 0 { core.noticeWake() }
        return requests[1].revents
    }

    /// Exchanges packets after what poll(2) said of the connection.
    mutating func hear(_ events: Int16) {
        let news = Int32(events)
        do throws(BrokerError) {
            try client?.exchange(
                isReadable: news & (POLLIN | POLLERR | POLLHUP) != 0, isWritable: news & POLLOUT != 0)
        } catch {
            handleEvents()  // they know more of the reason
            lose(error)
        }
        handleEvents()
    }

    /// How long to wait, in milliseconds, rounded up so as not to wake before the deadline.
    func patience() -> Int32 {
        let (hasOrders, deadline) = core.ask { ($0.hasOrders, $0.nextDeadline) }
        if hasOrders { return 0 }
        let longest = min(BrokerService.longestTurn, core.settings.keepAlive / 4)
        let wait = min(deadline.map { $0 - MonotonicClock.now } ?? longest, longest)
        return Int32(clamping: (max(0, wait.nanoseconds) + 999_999) / 1_000_000)
    }
}
