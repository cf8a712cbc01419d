import Foundation
import Testing

/// A real mosquitto on a free loopback port, with a folder of its own, ended by its process id.
final class TestBroker: @unchecked Sendable {
    let folder: URL
    let port: UInt16
    private let configuration: [String]
    private var process: Child?
    private var startCount = 0

    static let program = "/usr/sbin/mosquitto"
    /// Without mosquitto these tests are left out, but not where the project is judged.
    static let isAvailable =
        FileManager.default.isExecutableFile(atPath: program) || ProcessInfo.processInfo.environment["CI"] != nil
    static let absence: Comment = "mosquitto is not installed (apt install mosquitto mosquitto-clients)"

    /// A broker with these lines in its configuration; `FOLDER` stands for its folder and `PORT` for its port.
    init(_ lines: [String] = ["listener PORT 127.0.0.1", "allow_anonymous true"], startsNow: Bool = true) async throws {
        try #require(FileManager.default.isExecutableFile(atPath: Self.program), Self.absence)
        folder = FileManager.default.temporaryDirectory.appending(path: "footfall-broker-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        port = try Self.freePort()
        configuration = lines
        if startsNow { try await start() }
    }

    deinit {
        kill(SIGKILL)
        try? FileManager.default.removeItem(at: folder)
    }

    /// Starts it, and waits until it listens.
    func start() async throws {
        startCount += 1
        let file = folder.appending(path: "mosquitto.conf")
        let general = ["user \(NSUserName())", "log_dest file FOLDER/log\(startCount)", "log_type all"]
        let text = (general + configuration).joined(separator: "\n") + "\n"
        try text.replacing("FOLDER", with: folder.path).replacing("PORT", with: "\(port)")
            .write(to: file, atomically: true, encoding: .utf8)
        process = try Child(
            Self.program, ["-c", file.path], folder: folder.path, output: folder.appending(path: "output").path)
        let isListening = await eventually { self.log(ofStart: self.startCount).contains { $0.hasSuffix(" running") } }
        try #require(isListening, "mosquitto did not start")
    }

    /// Sends it a signal; waits for its end when that is SIGKILL.
    func kill(_ signal: Int32) {
        process?.send(signal)
        guard signal == SIGKILL else { return }
        process?.wait()
        process = nil
    }

    /// The lines of its log since that start, without their times.
    func log(ofStart number: Int = 1) -> [String] {
        let text = try? String(contentsOf: folder.appending(path: "log\(number)"), encoding: .utf8)
        return (text ?? "").split(separator: "\n").map { String($0.drop { $0 != " " }.dropFirst()) }
    }

    /// The topics on which it received messages since that start, in order.
    func receivedTopics(ofStart number: Int = 1) -> [String] {
        log(ofStart: number).filter { $0.contains("Received PUBLISH from ") }
            .compactMap {
                $0.split(separator: "'", omittingEmptySubsequences: false).dropFirst().first.map(String.init)
            }
    }

    private static func freePort() throws -> UInt16 {
        let (descriptor, port) = try loopbackSocket()
        close(descriptor)
        return port
    }
}

/// A TCP socket that is bound to a free loopback port.
func loopbackSocket() throws -> (descriptor: Int32, port: UInt16) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = unsafe withUnsafeMutablePointer(to: &address) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            unsafe bind(descriptor, $0, length) + getsockname(descriptor, $0, &length)
        }
    }
    try #require(status == 0)
    return (descriptor, UInt16(bigEndian: address.sin_port))
}

/// Runs a program to its end.
func run(_ program: String, _ arguments: [String], in folder: URL) throws {
    let output = folder.appending(path: "output-\(UUID().uuidString)")
    let isContent = try Child(program, arguments, folder: folder.path, output: output.path).wait()
    try #require(isContent, "\(program) failed: \((try? String(contentsOf: output, encoding: .utf8)) ?? "")")
}

/// Waits until `condition` holds; the limit is there only to end a test that failed.
func eventually(_ condition: () -> Bool) async -> Bool {
    for _ in 0..<3_000 {
        if condition() { return true }
        try? await Task.sleep(for: .milliseconds(10))
    }
    return condition()
}
