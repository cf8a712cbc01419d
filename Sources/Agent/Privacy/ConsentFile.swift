import Fleet
public import Privacy
import Signing
import Timekeeping

/// The consents that are in force, on disk: what each says, and its address sealed for this box.
public struct ConsentFile: Sendable {
    /// A consent, and the address for this box alone to read.
    public struct Record: Equatable, Sendable {
        /// What the shopper agreed to.
        public var consent: Consent
        /// The device that it is for.
        public var address: SealedAddress
    }

    private let path: String

    /// The consents that are kept at a path; none when there is no file.
    public init(_ path: String) { self.path = path }

    /// The records, by reference.
    public func records() throws(PrivateFileError) -> [Record] { try RecordFile.read(path) }

    /// Keeps a consent, in the place of an earlier one of the same reference.
    ///
    /// - Throws: also where there is no address to seal, as a file that is refused.
    public func add(_ grant: ConsentGrant, for box: PublicKey, site: String) throws(PrivateFileError) {
        var generator = SystemRandomNumberGenerator()
        guard let sealed = grant.sealedAddress(for: box, site: site, using: &generator) else {
            throw .notThis(path: path, what: "place for an address of this box")
        }
        let record = Record(consent: grant.consent, address: sealed)
        try RecordFile.change(path) { (records: inout [Record]) in
            records.removeAll { $0.consent.reference == grant.consent.reference }
            records.append(record)
            records.sort { $0.consent.reference < $1.consent.reference }
        }
    }

    /// Removes consents: nothing of them is left in the file. Answers how many there were.
    @discardableResult
    public func remove(where hasEnded: (Consent) -> Bool) throws(PrivateFileError) -> Int {
        var removed = 0
        guard try records().contains(where: { hasEnded($0.consent) }) else { return 0 }
        try RecordFile.change(path) { (records: inout [Record]) in
            let before = records.count
            records.removeAll { hasEnded($0.consent) }
            removed = before - records.count
        }
        return removed
    }
}

extension ConsentFile.Record: FileRecord {
    static var fileKind: String { "file of consents" }

    init?(_ document: DocumentValue) {
        guard let reference = document.text("consent"), ConsentMessage.isReference(reference),
            let expiresAt = document.text("expiresAt").flatMap(WallTime.init(rfc3339:)),
            let octets = document.text("sealed").flatMap(Base64URL.bytes)
        else { return nil }
        let scopes = document.elements("scopes").compactMap { scope -> Consent.Scope? in
            guard case .string(let name) = scope.content else { return nil }
            return Consent.Scope(rawValue: name)
        }
        self.init(
            consent: Consent(
                reference: reference, scopes: Set(scopes), segment: document.text("segment"), expiresAt: expiresAt),
            address: SealedAddress(octets: octets))
    }

    var members: [(String, DocumentValue.Content)] {
        let scopes = consent.scopes.map(\.rawValue).sorted().map { DocumentValue(.string($0)) }
        return [
            ("consent", .string(consent.reference)), ("scopes", .array(scopes)),
            ("segment", consent.segment.map { .string($0) } ?? .null),
            ("expiresAt", .string(consent.expiresAt.rfc3339)), ("sealed", .string(Base64URL.text(address.octets))),
        ]
    }
}
