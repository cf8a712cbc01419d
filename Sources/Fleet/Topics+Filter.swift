extension Topics {
    /// Whether a topic filter selects a topic (MQTT 3.1.1 §4.7).
    public static func filter(_ filter: String, matches topic: String) -> Bool {
        var wanted = filter.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)[...]
        var levels = topic.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)[...]
        if topic.utf8.first == UInt8(ascii: "$"), let first = filter.utf8.first, Self.wildcards.contains(first) {
            return false  // MQTT 3.1.1 §4.7.2
        }
        while let pattern = wanted.popFirst() {
            if pattern.elementsEqual("#".utf8) { return true }
            guard let level = levels.popFirst() else { return false }
            if !pattern.elementsEqual("+".utf8), !pattern.elementsEqual(level) { return false }
        }
        return levels.isEmpty
    }

    private static let wildcards = Set("+#".utf8)
}
