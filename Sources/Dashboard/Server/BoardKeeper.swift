import Broker
import Fleet
import NIOCore
import Synchronization
import Threading
import Timekeeping
import Uplink

/// Joins the broker, the board and the pages: what is heard goes onto the board, and from there to every page.
final class BoardKeeper: Sendable {
    private struct State: ~Copyable {
        var board: SiteBoard
        var audience = Audience()
        var connection = Connection()
        var archive: WindowArchive?
    }

    private let state: Mutex<State>
    private let counter: String?
    private let service: Mutex<BrokerService?> = Mutex(nil)

    init(_ settings: DashboardSettings) throws(DashboardError) {
        var board = SiteBoard(site: settings.site, plan: settings.plan)
        counter = settings.counter
        let archive: WindowArchive?
        if let path = settings.historyFile {
            archive = try WindowArchive(path: path, into: &board)
        } else {
            archive = nil
        }
        state = Mutex(State(board: board, archive: archive))
    }

    /// Begins to listen to the broker.
    func start(_ settings: BrokerSettings) throws(DashboardError) {
        var hooks = BrokerHooks()
        hooks.onMessage = { [weak self] topic, payload, isRetained in self?.heard(topic, payload, isRetained) }
        hooks.onTransition = { [weak self] transition in self?.went(transition.to, transition.reason?.description) }
        hooks.onRefusal = { [weak self] refusal in self?.refused(refusal) }
        do throws(BrokerError) {
            let broker = try BrokerService(settings: settings, hooks: hooks)
            let site = state.withLock { $0.board.site }
            broker.subscribe(to: Topics.publicFilters(site: site))
            try broker.start()
            service.withLock { $0 = broker }
        } catch { throw .broker(error) }
    }

    /// Says good-bye to the broker and to all pages.
    func stop() {
        service.withLock { $0.take() }?.stop(farewell: [], within: .seconds(2))
        state.withLock { $0.audience.dismiss() }
    }

    /// A page opens. It is told the whole board, and then each change; nothing can come between.
    func opens(close: @escaping @Sendable () -> Void) -> (number: Int, queue: Audience.Queue)? {
        state.withLock { state in
            let board = state.board.snapshot(
                broker: state.connection.document, counter: counter, at: WallClock.now)
            return state.audience.joins(greeting: Self.event("board", board), close: close)
        }
    }

    func closes(_ number: Int) { state.withLock { $0.audience.leaves(number) } }

    /// Keeps connections alive, and finds those that are not.
    func beat() { state.withLock { $0.audience.tell(ByteBuffer(string: ": \n\n")) } }

    /// The closed windows of a zone as JSON.
    func history(of zone: String, lengthSeconds: Int) -> [UInt8]? {
        state.withLock { $0.board.history(of: zone, lengthSeconds: lengthSeconds) }
    }

    func metrics() -> String {
        state.withLock { state in
            state.board.metrics(
                at: WallClock.now, isConnected: state.connection.isOnline, pages: state.audience.count)
        }
    }

    /// What became of a count that a person made.
    enum Told { case told, notAllowed, offline }

    /// Publishes what a person at the dashboard has counted.
    func tell(_ reading: [UInt8]) -> Told {
        guard let counter else { return .notAllowed }
        let (site, isOnline) = state.withLock { ($0.board.site, $0.connection.isOnline) }
        // A count is of now: one that waits for the broker would be of another time.
        guard isOnline else { return .offline }
        let message = Publication(
            topic: Topics.counter(counter, site: site), payload: reading, importance: .event)
        service.withLock { $0?.submit(message) }
        return .told
    }

    private func heard(_ topic: String, _ payload: [UInt8], _ isRetained: Bool) {
        state.withLock { state in
            for update in state.board.heard(topic, payload, isRetained: isRetained, at: WallClock.now) {
                state.audience.tell(Self.event("update", update.json))
            }
            if topic.hasSuffix("/footfall") { state.archive?.note(topic, payload, of: state.board) }
        }
    }

    private func went(_ uplink: UplinkState, _ reason: String?) {
        change { $0.went(uplink, reason, at: WallClock.now) }
    }

    private func refused(_ refusal: BrokerError) { change { $0.refusal = refusal.description } }

    private func change(_ change: (inout Connection) -> Void) {
        state.withLock { state in
            change(&state.connection)
            let update = BoardUpdate("broker", value: state.connection.document.json())
            state.audience.tell(Self.event("update", update.json))
        }
    }

    /// Source: HTML Living Standard §9.2.5. The data is JSON without a line break.
    private static func event(_ name: String, _ json: [UInt8]) -> ByteBuffer {
        ByteBuffer(bytes: Array("event: \(name)\ndata: ".utf8) + json + Array("\n\n".utf8))
    }
}
