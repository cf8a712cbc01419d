public import Privacy
public import Timekeeping
public import Uplink

/// `…/consent/{scope}/…`: what a retailer says about who agreed, and what the agent answers.
public enum ConsentMessage {
    /// Reads `…/grant`.
    ///
    /// - Throws: ``ConsentRefusal/malformed`` or ``ConsentRefusal/badAddress``.
    public static func grant(_ json: [UInt8]) throws(ConsentRefusal) -> ConsentGrant {
        guard let document = try? DocumentValue(reading: json, as: .json),
            case .object(let members) = document.content, members.allSatisfy({ grantKeys.contains($0.key) }),
            let reference = document.text("consent"), isReference(reference),
            let address = document.text("address"),
            let expiresAt = document.text("expiresAt").flatMap(WallTime.init(rfc3339:)),
            let evidence = document.text("evidence"), (1...mostEvidence).contains(evidence.utf8.count),
            let scopes = scopes(document)
        else { throw .malformed }
        let segment = document.text("segment")
        guard segment != nil || document.value("segment") == nil, segment.map(isSegment) ?? true else {
            throw .malformed
        }
        let consent = Consent(reference: reference, scopes: scopes, segment: segment, expiresAt: expiresAt)
        guard let grant = ConsentGrant(consent, address: address) else { throw .badAddress }
        return grant
    }

    /// Reads the reference of `…/revoke`, and of a grant that was refused; `nil` when it holds none that could be one.
    public static func reference(_ json: [UInt8]) -> String? {
        guard let document = try? DocumentValue(reading: json, as: .json) else { return nil }
        return document.text("consent").flatMap { isReference($0) ? $0 : nil }
    }

    /// The payload of `…/ack`.
    public static func acknowledgement(
        of action: Action, reference: String?, refusal: ConsentRefusal? = nil, at time: WallTime
    ) -> [UInt8] {
        var text = JSONText(capacity: 256)
        text.object { text in
            if let reference { text.member("consent", reference) } else { text.null("consent") }
            text.member("action", word: action.rawValue)
            text.member("status", word: refusal == nil ? action.done : "refused")
            if let refusal { text.member("reason", word: refusal.rawValue) } else { text.null("reason") }
            text.member("at", time)
        }
        return text.bytes
    }

    /// The message with an acknowledgement.
    public static func answer(_ acknowledgement: [UInt8], on topic: String) -> Publication {
        Publication(topic: topic, payload: acknowledgement, importance: .event)
    }

    /// What is asked for.
    public enum Action: String, CaseIterable, Sendable {
        case grant, revoke

        var done: String { self == .grant ? "granted" : "revoked" }
    }

    /// 1 to 128 visible ASCII characters without quotation marks and backslashes. One that is an address, or holds one, would carry it to every integrator.
    public static func isReference(_ text: String) -> Bool {
        (1...128).contains(text.utf8.count) && text.utf8.allSatisfy(isPlain)
            && !holdsAddress(text)
    }

    /// A label as coarse as an identifier is short.
    public static func isSegment(_ text: String) -> Bool { TextRule.isIdentifier(text) && !holdsAddress(text) }

    private static func isPlain(_ character: UInt8) -> Bool {
        (0x21...0x7E).contains(character) && character != UInt8(ascii: "\"") && character != UInt8(ascii: "\\")
    }

    /// Whether twelve hexadecimal digits stand in a row and no more, whatever separates them in pairs: an identifier of
    /// 128 bits is no address.
    private static func holdsAddress(_ text: String) -> Bool {
        var digits = 0
        for character in text.utf8 + [0] {
            if character.isHexadecimalDigit {
                digits += 1
            } else if !":-.".utf8.contains(character) {
                if digits == 12 { return true }
                digits = 0
            }
        }
        return false
    }

    private static func scopes(_ document: DocumentValue) -> Set<Consent.Scope>? {
        guard case .array(let elements)? = document.value("scopes")?.content, elements.count <= 2 else {
            return nil
        }
        var scopes: Set<Consent.Scope> = []
        for element in elements {
            guard case .string(let name) = element.content, let scope = Consent.Scope(rawValue: name) else {
                return nil
            }
            scopes.insert(scope)
        }
        // Whoever is made offers is followed: there is no offer without presence.
        return scopes.contains(.presence) ? scopes : nil
    }

    private static let grantKeys: Set = ["consent", "address", "scopes", "segment", "expiresAt", "evidence"]
    private static let mostEvidence = 4_096
}

extension UInt8 {
    fileprivate var isHexadecimalDigit: Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
            || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self | 0x20)
    }
}
