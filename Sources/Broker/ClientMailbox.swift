/// What the library's callbacks leave for the thread that drives it. All of them run on that thread.
final class ClientMailbox {
    /// What a callback was told.
    enum Note {
        case connected(reason: Int32)
        case disconnected(code: Int32, systemError: Int32)
        case delivered(messageIdentifier: Int32, reason: Int32)
        case granted(messageIdentifier: Int32, qualities: [Int32])
        case message(topic: String, payload: [UInt8], isRetained: Bool)
    }

    /// The largest payload that is taken, in bytes; what is larger is left out. Only MQTT 5 lets the broker know.
    let largestPayload: Int

    init(largestPayload: Int) { self.largestPayload = largestPayload }

    /// In the order of the calls.
    var notes: [Note] = []
    /// The last error line of the library's log.
    var lastErrorLine: String?

    /// Empties the box.
    func take() -> [Note] {
        guard !notes.isEmpty else { return [] }
        defer { notes.removeAll(keepingCapacity: true) }
        return notes
    }
}
