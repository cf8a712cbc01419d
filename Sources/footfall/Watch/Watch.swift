import Arguments
import Agent
import ArgumentParser
import Broker
import Glibc
import Synchronization
import Timekeeping
import Uplink

struct Watch: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows zones and sensors as a table that renews itself.",
        discussion: """
            An ordinary subscriber of the public contract. A figure that stands for too few people is shown as withheld; \
            a sensor whose connection broke without a goodbye is shown as lost. What health reports tell comes with the \
            first of them (every 30 s by default), frames per second with the second.

            Ends with Ctrl-C. Without a terminal on standard output, give --once. Colours are left out when NO_COLOR is \
            set (no-color.org).

            Exit status: 0; 64 for wrong arguments; 69 when there was no connection.
            """)

    @OptionGroup var connection: BrokerOptions

    @Option(help: ArgumentHelp("Only this site; without, all that the broker shows.", valueName: "name"))
    var site: String?

    @Flag(help: "Prints the table once, after --wait, and ends.")
    var once = false

    @Option(
        help: ArgumentHelp("With --once: how long messages are gathered, in seconds, 1 to 600.", valueName: "seconds"))
    var wait = 2

    func validate() throws {
        guard (1...600).contains(wait) else { throw ValidationError("--wait is a number of seconds from 1 to 600") }
    }

    func run() throws {
        guard once || Terminal.isThere(STDOUT_FILENO) else {
            throw Failure.exit(EX_USAGE, "standard output is no terminal (give --once)")
        }
        let settings = try connection.settings("footfall-watch")
        StopSignal.install()
        let scene = WatchScene()
        let service: BrokerService
        do throws(BrokerError) {
            service = try BrokerService(settings: settings, hooks: scene.hooks)
            service.subscribe(to: ["status", "info", "health", "alert"].map { "\(root)/sensor/+/\($0)" })
            service.subscribe(to: ["\(root)/zone/+/occupancy"])
            try service.start()
        } catch { throw Failure.exit(EX_UNAVAILABLE, error) }
        defer { service.stop(farewell: [], within: .seconds(2)) }
        if once { return try printOnce(scene, service) }
        var screen = WatchScreen()
        defer { screen.leave() }
        while !StopSignal.isRequested {
            screen.show(scene, isOnline: service.status.state == .online, broker: connection.broker)
            usleep(200_000)
        }
    }

    private var root: String { "footfall/v1/\(site ?? "+")" }

    private func printOnce(_ scene: WatchScene, _ service: BrokerService) throws {
        var remaining = Self.connectionPatience
        while service.status.state != .online, remaining > 0, !StopSignal.isRequested {
            usleep(100_000)
            remaining -= 1
        }
        guard service.status.state == .online else {
            throw Failure.exit(EX_UNAVAILABLE, scene.trouble ?? "cannot reach \(connection.broker)")
        }
        for _ in 0..<wait * 10 where !StopSignal.isRequested { usleep(100_000) }
        let isColoured = Terminal.isColoured(STDOUT_FILENO)
        for line in scene.lines() { print(line.text(columns: nil, isColoured: isColoured)) }
    }

    /// Tenths of a second.
    private static let connectionPatience = 100
}

/// What has arrived so far, for the thread of the broker and the one that draws.
final class WatchScene: Sendable {
    private let board = Mutex(WatchBoard())
    private let lastTrouble = Mutex<String?>(nil)

    /// Why there is no connection.
    var trouble: String? { lastTrouble.withLock(\.self) }

    var hooks: BrokerHooks {
        var hooks = BrokerHooks()
        hooks.onMessage = { [self] topic, payload, _ in
            board.withLock { $0.received(topic: topic, payload: payload, at: SystemTime.now) }
        }
        hooks.onTransition = { [self] transition in
            lastTrouble.withLock { $0 = transition.reason.map { "\($0)" } }
        }
        hooks.onRefusal = { [self] error in lastTrouble.withLock { $0 = "\(error)" } }
        return hooks
    }

    /// The table of now.
    func lines() -> [WatchLine] { board.withLock { WatchTable(board: $0, now: SystemTime.now).lines } }
}

/// The clock of the machine.
enum SystemTime {
    static var now: WallTime {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return WallTime(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }
}
