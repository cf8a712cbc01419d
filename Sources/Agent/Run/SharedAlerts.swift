import Fleet

/// Alerts of several sources, of which the outside sees one of each kind: it stands until the last source is well again.
struct SharedAlerts: Equatable {
    private var messages: [Alert.Kind: [Int: String]] = [:]

    /// Something is wrong with the source of this number. Answers what the outside is told.
    mutating func raise(_ kind: Alert.Kind, _ message: String, by source: Int) -> SourceNews {
        messages[kind, default: [:]][source] = message
        return .raised(kind, text(of: kind))
    }

    /// It is not wrong with that source any more. Answers what the outside is told, if anything.
    mutating func clear(_ kind: Alert.Kind, by source: Int) -> SourceNews? {
        guard messages[kind]?.removeValue(forKey: source) != nil else { return nil }
        return messages[kind]?.isEmpty == false ? .raised(kind, text(of: kind)) : .cleared(kind)
    }

    private func text(of kind: Alert.Kind) -> String {
        (messages[kind] ?? [:]).sorted { $0.key < $1.key }.map(\.value).joined(separator: "; ")
    }
}
