import Synchronization

/// A message from the broker.
struct Message: Equatable, Sendable {
    var topic: String
    var payload: [UInt8]
    /// Whether the broker had kept it: it was there before the agent asked.
    var isRetained: Bool
    /// How many bytes of the payload were left out, since it was too long for any reader.
    var omittedByteCount = 0
}

/// Messages on their way from the broker's thread to the agent's own, bounded: beyond the bound the newest are dropped
/// and counted.
final class Inbox: Sendable {
    private let state = Mutex(State())

    /// From the broker's thread.
    func put(_ message: Message) {
        var message = message
        message.omittedByteCount = max(0, message.payload.count - Self.mostMessageBytes)
        message.payload.removeLast(message.omittedByteCount)
        state.withLock { [message] state in
            let byteCount = message.topic.utf8.count + message.payload.count
            guard state.messages.count < Self.mostMessages, state.byteCount + byteCount <= Self.mostBytes else {
                state.droppedCount += 1
                return
            }
            state.messages.append(message)
            state.byteCount += byteCount
        }
    }

    /// Takes what has come, in order.
    func take() -> [Message] {
        state.withLock { state in
            guard !state.messages.isEmpty else { return [] }
            defer { (state.messages, state.byteCount) = ([], 0) }
            return state.messages
        }
    }

    /// How many messages were dropped since the start.
    var droppedCount: Int { state.withLock(\.droppedCount) }

    private struct State {
        var messages: [Message] = []
        var byteCount = 0
        var droppedCount = 0
    }

    private static let mostMessageBytes = 2 << 20
    private static let mostMessages = 10_000
    private static let mostBytes = 8 << 20
}
