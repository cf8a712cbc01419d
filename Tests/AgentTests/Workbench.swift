import Foundation
import Testing

/// A folder for one test, and the programs of this package, built with the tests and standing beside them.
final class Workbench: Sendable {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "footfall-agent-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // The agent may have to be another user.
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    static func program(_ name: String) throws -> String {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return URL(filePath: tests).deletingLastPathComponent().appending(path: name).path
    }

    /// Runs `footfall` to its end.
    func footfall(_ arguments: String..., input: String = "/dev/null") throws -> Outcome {
        try run(Self.program("footfall"), arguments, input: input)
    }

    /// Runs any program to its end.
    func run(_ program: String, _ arguments: [String], input: String = "/dev/null") throws -> Outcome {
        let child = try Child(program, arguments, in: folder, input: input)
        let status = child.wait()
        return Outcome(status: status, output: child.outputBytes, errors: child.errors)
    }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    /// All files in the folder.
    func files() throws -> [URL] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.path).map { folder.appending(path: $0) }
            .filter { !$0.hasDirectoryPath && FileManager.default.isReadableFile(atPath: $0.path) }
            .filter { try $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true }
    }

    /// Writes a file, and gives its path.
    func write(_ text: String, to name: String) throws -> String {
        try Data(text.utf8).write(to: folder.appending(path: name))
        return path(name)
    }

    /// A capture of a virtual shop.
    func shop(minutes: Int = 20, seed: Int = 1, as name: String = "shop.pcap") throws -> String {
        let outcome = try footfall("simulate", "--minutes", "\(minutes)", "--seed", "\(seed)", "--out", path(name))
        try #require(outcome.status == 0, "\(outcome.errors)")
        return path(name)
    }

    struct Outcome {
        let status: Int32
        let output: Data
        let errors: String

        /// Whether the other one printed the same. No operator: what differs in megabytes would be searched for a day.
        func printsTheSame(as other: Outcome) -> Bool { output == other.output }

        var lines: [Message] {
            get throws { try output.split(separator: UInt8(ascii: "\n")).map { try Message(line: Data($0)) } }
        }
    }
}

/// What the tests need that may not be there. Under CI they run in any case, and fail.
enum Permission {
    static let network: Comment = """
        no network namespace or tap interface can be made here (needs CAP_SYS_ADMIN and /dev/net/tun, \
        or: unshare -rn), or mosquitto is not installed (apt install mosquitto mosquitto-clients)
        """

    static let hasBroker =
        isJudged || FileManager.default.isExecutableFile(atPath: "/usr/sbin/mosquitto")
    static let hasNetwork: Bool = {
        if isJudged { return true }
        guard let bench = try? Workbench(), let outcome = try? bench.run("unshare", ["-n", "true"]) else {
            return false
        }
        return unsafe outcome.status == 0 && access("/dev/net/tun", R_OK | W_OK) == 0
    }()

    private static let isJudged = ProcessInfo.processInfo.environment["CI"] != nil
}
