import Foundation
import Testing

/// A message of the contract, as an integrator sees it.
struct Message: Sendable {
    let topic: String
    let payload: String
    /// Whether the broker handed it out from its memory.
    var isRetained = false

    /// A line of `footfall replay`.
    init(line: Data) throws {
        let text = String(decoding: line, as: UTF8.self)
        let parts = try #require(text.wholeMatch(of: /\{"topic":"([^"]*)","payload":(.*)\}/), "\(text)")
        topic = String(parts.1)
        payload = String(parts.2)
    }

    /// A line of `mosquitto_sub -F "%t %r %p"`.
    init?(witnessed line: Substring) {
        let parts = line.split(separator: " ", maxSplits: 2)
        guard parts.count == 3 else { return nil }
        topic = String(parts[0])
        isRetained = parts[1] == "1"
        payload = String(parts[2])
    }

    var document: [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(payload.utf8))) as? [String: Any] ?? [:]
    }

    /// The last level of the topic.
    var channel: String { topic.split(separator: "/").last.map(String.init) ?? "" }
    var isEvent: Bool { topic.contains("/event/") }

    /// What distinguishes an event from all others.
    var identifier: String? { document["id"] as? String }
    /// The events of a source are numbered without gaps.
    var sequence: Int? { document["sequence"] as? Int }
    var state: String? { document["state"] as? String }
    var coverage: String? { document["coverage"] as? String }
    /// The alerts that are raised, but for the clock's: whether a time service runs is up to the machine of the test.
    var alerts: [String]? {
        (document["alerts"] as? [[String: Any]])?.compactMap { $0["alert"] as? String }
            .filter { $0 != "clock-unsynchronised" }
    }
}
