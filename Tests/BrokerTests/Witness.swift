import Foundation

/// `mosquitto_sub` as an independent witness of what the broker hands out.
final class Witness: @unchecked Sendable {
    private let process: Child
    private let file: URL

    /// Subscribes to everything, and returns when that is certain.
    init(of broker: TestBroker, arguments: [String] = []) async throws {
        let connection = ["-p", "\(broker.port)"] + arguments
        file = broker.folder.appending(path: "witness-\(UUID().uuidString)")
        try run("mosquitto_pub", connection + ["-r", "-q", "1", "-t", "ready", "-m", "yes"], in: broker.folder)
        let subscription = connection + ["-q", "1", "-t", "#", "-F", "%t %r %p"]
        process = try Child(
            "stdbuf", ["-oL", "mosquitto_sub"] + subscription, folder: broker.folder.path, output: file.path)
        _ = await eventually { self.allLines.contains("ready 1 yes") }
    }

    deinit {
        process.send(SIGKILL)
        process.wait()
    }

    /// What it has seen: topic, whether it was handed out as retained, payload.
    var lines: [String] { allLines.filter { !$0.hasPrefix("ready ") } }

    private var allLines: [String] {
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map(String.init)
    }
}
