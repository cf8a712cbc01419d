import Foundation
import Glibc
import Testing

/// A network namespace of its own with a real mosquitto and a witness of all that it hands out, in which a test lets
/// the agent listen to a tap interface. Everything ends with this value.
final class Laboratory: @unchecked Sendable {
    let bench: Workbench
    private let space: Child
    private var broker: Child
    private let witness: Child

    /// A laboratory whose broker listens.
    init() async throws {
        let bench = try Workbench()
        self.bench = bench
        let space = try Child("unshare", ["-n", "sh", "-c", Self.holding], in: bench.folder)
        self.space = space
        try #require(await eventually { space.output.contains("up") }, "\(space.errors)")
        // What comes while the witness is away is kept for it, over a restart too.
        let settings = """
            listener 1883 0.0.0.0
            allow_anonymous true
            user root
            persistence true
            persistence_location \(bench.folder.path)/
            max_queued_messages 0
            log_dest file \(bench.path("broker.log"))
            log_type all

            """
        let file = try bench.write(settings, to: "mosquitto.conf")
        broker = try await Self.broker(file, space: space, bench: bench)
        witness = try Self.start(
            "stdbuf",
            ["-oL", "mosquitto_sub", "-c", "-i", "witness", "-q", "1", "-t", "#", "-F", "%t %r %p"],
            space: space, bench: bench)
        try #require(await eventually { Self.log(bench).contains("SUBACK to witness") }, "\(Self.log(bench))")
    }

    deinit {
        for child in [witness, broker, space] {
            child.send(SIGKILL)
            child.wait()
        }
    }

    /// Everything that the broker handed to the witness, in order.
    var messages: [Message] { witness.output.split(separator: "\n").compactMap(Message.init(witnessed:)) }
    /// The same as it came over the wire.
    var record: Data { witness.outputBytes }

    /// The payloads of one channel, in order.
    func messages(_ channel: String) -> [Message] { messages.filter { $0.channel == channel } }

    /// Waits until a message like this has come.
    func sees(seconds: Int = 60, _ isWanted: (Message) -> Bool) async -> Bool {
        await eventually(seconds: seconds) { self.messages.contains(where: isWanted) }
    }

    /// Starts a program in the namespace.
    func start(
        _ program: String, _ arguments: [String], environment: [String] = [], home: Workbench? = nil
    ) throws -> Child {
        try Self.start(program, arguments, environment: environment, space: space, bench: home ?? bench)
    }

    /// Starts the agent on an interface; its clock runs `speed` times as fast as the machine's. It lives in `home`, and
    /// keeps its events in `storage`.
    func agent(
        on interface: String = "rt0", speed: Int = 1, environment: [String] = [], home: Workbench? = nil,
        storage: String? = nil
    ) throws -> Child {
        let configuration = try bench.configuration(interface: interface, storage: storage)
        return try start(
            try Workbench.program("footfall"), ["run", "--config", configuration, "--speed", "\(speed)"],
            environment: environment, home: home)
    }

    /// Makes the interface and plays a capture on it, again and again.
    func air(_ capture: String, speed: Int = 1, interface: String = "rt0", loops: Bool = true) async throws -> Child {
        let options = ["--interface", interface, "--speed", "\(speed)"] + (loops ? ["--loop"] : [])
        let air = try start(try Workbench.program("airtap"), options + [capture])
        try #require(await eventually { air.output.hasPrefix("ready") }, "\(air.errors)")
        return air
    }

    func stopBroker() {
        broker.send(SIGTERM)
        broker.wait()
    }

    func startBroker() async throws {
        broker = try await Self.broker(bench.path("mosquitto.conf"), space: space, bench: bench)
    }

    private static func broker(_ file: String, space: Child, bench: Workbench) async throws -> Child {
        let starts = startsOfBroker(bench)
        let broker = try start("/usr/sbin/mosquitto", ["-c", file], space: space, bench: bench)
        try #require(await eventually { startsOfBroker(bench) > starts }, "\(broker.errors)")
        return broker
    }

    private static func startsOfBroker(_ bench: Workbench) -> Int {
        log(bench).split(separator: "\n").count { $0.hasSuffix(" running") }
    }

    private static func log(_ bench: Workbench) -> String {
        (try? String(contentsOfFile: bench.path("broker.log"), encoding: .utf8)) ?? ""
    }

    private static func start(
        _ program: String, _ arguments: [String], environment: [String] = [], space: Child, bench: Workbench
    ) throws -> Child {
        let words = ["--net=/proc/\(space.identifier)/ns/net", "--", program] + arguments
        return try Child("nsenter", words, in: bench.folder, environment: environment)
    }

    /// Ends by itself, should the tests be killed.
    private static let holding = "ip link set lo up && echo up && exec sleep 3600"
}
