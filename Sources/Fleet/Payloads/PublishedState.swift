public import Presence

/// What another box's message says of an agent or of a visit, as far as the locator needs it.
public enum PublishedState {
    /// The state that a status message names.
    public static func agent(_ payload: [UInt8]) -> AgentState? {
        guard case .string(let word) = member("state", of: payload) else { return nil }
        return AgentState(rawValue: word)
    }

    /// The visit that an event is about.
    public static func visit(_ payload: [UInt8]) -> VisitIdentifier? {
        guard case .string(let text) = member("subject", of: payload) else { return nil }
        return VisitIdentifier(uuid: text)
    }

    private static func member(_ name: String, of payload: [UInt8]) -> DocumentValue.Content? {
        guard payload.count <= 65_536, let document = try? DocumentValue(reading: payload, as: .json),
            case .object(let members) = document.content
        else { return nil }
        return members.first { $0.key == name }?.value.content
    }
}

extension VisitIdentifier {
    /// The identifier that stands in a message as a UUID (RFC 9562 §4); `nil` for what is none.
    public init?(uuid text: String) {
        let groups = text.split(separator: "-", omittingEmptySubsequences: false)
        guard groups.map(\.utf8.count) == [8, 4, 4, 4, 12],
            let first = UInt64(groups[0] + groups[1] + groups[2], radix: 16),
            let second = UInt64(groups[3] + groups[4], radix: 16)
        else { return nil }
        self.init(first, second)
    }
}
