public import Signing

/// Reads what a fleet manager sends, and believes it only if it is signed.
public struct DesiredReader: Equatable, Sendable {
    private let keys: [VerificationKey]
    private let allowsUnsigned: Bool

    /// A reader that trusts these keys. Without any, and without `allowsUnsigned`, it trusts nobody.
    public init(keys: [VerificationKey], allowsUnsigned: Bool) {
        self.keys = keys
        self.allowsUnsigned = allowsUnsigned
    }

    /// Reads a desired document.
    ///
    /// - Parameter byteCount: The length of the message, should `message` be less than all of it.
    public func document(
        _ message: [UInt8], byteCount: Int? = nil, scope: DesiredScope
    ) throws(Refusal) -> DesiredDocument {
        let payload: [UInt8]
        do throws(SignatureFault) { payload = try self.payload(of: message, byteCount: byteCount) } catch {
            throw Refusal(message, error)
        }
        let hash = SHA256Digest(of: payload).hexadecimal
        var problems = ProblemList()
        let value = DocumentValue.read(payload, as: .json, problems: &problems)
        var reader = SectionReader(problems: problems)
        var envelope = DesiredEnvelope()
        if let value { reader.section(value, into: &envelope) }
        guard reader.problems.isEmpty else {
            let invalid = InvalidConfiguration(problems: reader.problems.sorted())
            throw Refusal(version: envelope.version == 0 ? nil : envelope.version, hash: hash, invalid)
        }
        let site: SiteDocument?
        do throws(InvalidConfiguration) { site = try Self.site(in: envelope, scope: scope) } catch {
            throw Refusal(version: envelope.version, hash: hash, error).below("site")
        }
        return DesiredDocument(envelope, site: site, scope: scope, payload: payload, message: message)
    }

    private static func site(
        in envelope: DesiredEnvelope, scope: DesiredScope
    ) throws(InvalidConfiguration) -> SiteDocument? {
        guard let value = envelope.site else { return nil }
        guard scope == .site else {
            let message = "belongs to the whole site (push it to the site, not to a sensor)"
            throw InvalidConfiguration(problems: [ConfigurationProblem(.contradiction, path: .root, at: nil, message)])
        }
        return try SiteDocument(value)
    }

    /// What a trusted key has signed.
    func payload(of message: [UInt8], byteCount: Int? = nil) throws(SignatureFault) -> [UInt8] {
        guard !keys.isEmpty || allowsUnsigned else { throw .noKeys }
        if let byteCount, byteCount > message.count {
            let text = "is \(byteCount) bytes long, \(DocumentLimits.bytes) is the most"
            throw .notJSON(ConfigurationProblem(.syntax, path: .root, at: nil, text))
        }
        let document: DocumentValue
        do throws(InvalidConfiguration) { document = try DocumentValue(reading: message, as: .json) } catch {
            throw .notJSON(error.problems[0])
        }
        if keys.isEmpty { return message }
        return try SignedMessage(reading: document, signedBy: keys).payload
    }
}

extension SignatureFault {
    /// Whether somebody without a key may have sent it.
    var isSuspicious: Bool {
        switch self {
        case .noKeys: false
        case .notJSON, .unsigned, .malformed, .foreignAlgorithm, .foreignKey: true
        }
    }
}
