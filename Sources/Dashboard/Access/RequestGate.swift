/// Judges a request by what its headers say, before anything else looks at it.
struct RequestGate: Equatable, Sendable {
    /// What a request says of where it comes from.
    struct Facts: Equatable, Sendable {
        var isPost = false
        /// The authority that was asked for, with its port.
        var host: String?
        /// The page that asks; browsers give it with each POST.
        var origin: String?
        /// `same-origin`, `cross-site`, …; newer browsers give it.
        var site: String?
        var contentType: String?
    }

    /// Why a request is refused.
    enum Refusal: String, Equatable, Sendable {
        /// Another site's name leads here: its page could read what this machine shows (DNS rebinding).
        case foreignHost = "asked for under a name that is not this dashboard's (see: --host)"
        /// Another site's page asks (cross-site request forgery).
        case foreignPage = "only this dashboard's own page may ask for that"
        case contentType = "the content has a type that is not taken here"
    }

    let protection: Protection
    let address: PageAddress

    /// Why a request is refused; `nil` when it may pass.
    func refusal(of facts: Facts) -> Refusal? {
        guard let host = facts.host, isOwn(host) else { return .foreignHost }
        guard facts.isPost else { return nil }
        if let site = facts.site, site != "same-origin" { return .foreignPage }
        if let origin = facts.origin, origin != "\(protection.tls == nil ? "http" : "https")://\(host)" {
            return .foreignPage
        }
        let type = facts.contentType?.prefix { $0 != ";" }.lowercased() ?? ""
        return Self.contentTypes.contains(type) ? nil : .contentType
    }

    private func isOwn(_ authority: String) -> Bool {
        let name = Self.name(in: authority)
        if PageAddress.isLoopback(name) || name == address.host || protection.hosts.contains(name) { return true }
        // Behind a password, a foreign name gets no cookie; behind a certificate, no connection.
        return protection.hosts.isEmpty && !address.isLoopback
    }

    private static func name(in authority: String) -> String {
        if authority.hasPrefix("[") { return String(authority.dropFirst().prefix { $0 != "]" }) }
        return authority.prefix { $0 != ":" }.lowercased()
    }

    /// A form of another site cannot send JSON; the form to sign on is judged by its origin.
    private static let contentTypes: Set = ["application/json", "application/x-www-form-urlencoded"]
}
