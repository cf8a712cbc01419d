import Glibc
import Synchronization
import Threading
import Timekeeping

/// Answers `GET /metrics` on one address as long as it lives, from a thread of its own. Nothing that a client does costs more than a few
/// kilobytes for a few seconds: the number of clients, the length of a request and the time of both are bounded.
public final class ScrapeServer: Sendable {
    private let core: Core
    private let thread: NamedThread
    /// The port that is answered on.
    public let port: UInt16

    /// A server that answers. `host` is a numeric address of this box; port 0 is any free one.
    public init(host: String, isVersion6: Bool, port: UInt16) throws(ExpositionError) {
        let socket = try ListeningSocket(host: host, isVersion6: isVersion6, port: port)
        self.port = socket.port
        do throws(SystemFailure) {
            let core = Core(socket: socket, wakeUp: try WakeUp())
            self.core = core
            thread = try NamedThread(name: "metrics") { core.serve() }
        } catch { throw .system(error) }
    }

    /// Connections are closed, and the address is free.
    deinit {
        core.isStopped.store(true, ordering: .releasing)
        core.wakeUp.signal()
        thread.join()
    }

    /// From now on, the answer is this text.
    public func show(_ text: [UInt8]) { core.text.withLock { $0 = text } }
}

/// What the server's thread works on.
private final class Core: Sendable {
    let text = Mutex<[UInt8]>([])
    let isStopped = Atomic(false)
    let wakeUp: WakeUp
    private let socket: ListeningSocket

    init(socket: consuming ListeningSocket, wakeUp: consuming WakeUp) {
        self.socket = socket
        self.wakeUp = wakeUp
    }

    func serve() {
        var connections: [ScrapeConnection] = []
        while !isStopped.load(ordering: .acquiring) {
            var requests = [
                pollfd(fd: wakeUp.descriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: socket.descriptor, events: Int16(POLLIN), revents: 0),
            ]
            requests += connections.map { pollfd(fd: $0.descriptor, events: $0.interest, revents: 0) }
            let patience = connections.isEmpty ? -1 : Self.patienceMilliseconds
            guard unsafe poll(&requests, nfds_t(requests.count), patience) >= 0 || errno == EINTR else { return }
            let now = MonotonicClock.now
            let ready = requests.dropFirst(2).map { $0.revents != 0 }
            connections = zip(connections, ready).compactMap { connection, isReady in
                let goesOn = !isReady || connection.proceed { text.withLock(\.self) }
                return goesOn && now < connection.deadline ? connection : nil
            }
            guard requests[1].revents != 0, let descriptor = socket.accept() else { continue }
            if connections.count == Self.mostConnections { connections.removeFirst() }
            connections.append(ScrapeConnection(descriptor: descriptor, at: now))
        }
    }

    /// How often it is looked whether a client's time is over.
    private static let patienceMilliseconds: Int32 = 1_000
    /// A newcomer beyond it takes the place of the oldest, so that clients who say nothing keep nobody out.
    private static let mostConnections = 8
}
