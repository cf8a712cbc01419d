/// Where retailers say who agreed.
extension Topics {
    /// Where those of a scope say it: the scope is whoever asks people, such as an app or the guest network.
    static func consent(site: String, scope: String, _ action: ConsentMessage.Action) -> String {
        "footfall/v1/\(site)/consent/\(scope)/\(action.rawValue)"
    }

    /// The filter of all grants or revocations of a site.
    public static func consentFilter(site: String, _ action: ConsentMessage.Action) -> String {
        consent(site: site, scope: "+", action)
    }

    /// The topic of the answer to a message on a consent topic; `nil` when its scope is no identifier.
    public static func consentAnswer(to topic: String) -> String? {
        let levels = topic.split(separator: "/", omittingEmptySubsequences: false)
        guard levels.count == 6, TextRule.isIdentifier(String(levels[4])) else { return nil }
        return consentAnswer(site: String(levels[2]), scope: String(levels[4]))
    }

    /// Where a scope hears what became of its messages.
    static func consentAnswer(site: String, scope: String) -> String { "footfall/v1/\(site)/consent/\(scope)/ack" }
}
