/// Where retailers say who agreed.
extension Topics {
    /// The filter of all grants or revocations of a site.
    public static func consentFilter(site: String, _ action: ConsentMessage.Action) -> String {
        "footfall/v1/\(site)/consent/+/\(action.rawValue)"
    }

    /// The topic of the answer to a message on a consent topic; `nil` when its scope is no identifier.
    public static func consentAnswer(to topic: String) -> String? {
        let levels = topic.split(separator: "/", omittingEmptySubsequences: false)
        guard levels.count == 6, TextRule.isIdentifier(String(levels[4])) else { return nil }
        return levels.dropLast().joined(separator: "/") + "/ack"
    }
}
