import Signing

/// What a fleet manager wants: keys of the configuration that go over those of the box's own file.
public struct DesiredDocument: Equatable, Sendable {
    /// For whom.
    public let scope: DesiredScope
    /// Rises from document to document of a scope; at least 1.
    public let version: Int
    /// SHA-256 of the payload in hexadecimal digits: what was signed.
    public let hash: String
    /// Who goes first.
    public let rollout: RolloutPlan
    /// The keys; an object.
    public let configuration: DocumentValue
    /// The site document; `nil` leaves the box's own in force. For the site's scope only.
    public let site: SiteDocument?
    /// The message as it came, to be kept.
    public let message: [UInt8]

    init(
        _ envelope: DesiredEnvelope, site: SiteDocument?, scope: DesiredScope, payload: [UInt8], message: [UInt8]
    ) {
        self.scope = scope
        version = envelope.version
        hash = SHA256Digest(of: payload).hexadecimal
        rollout = envelope.rollout
        configuration = envelope.configuration
        self.site = site
        self.message = message
    }
}

extension DesiredDocument {
    /// The name of the file for ``site``.
    public var siteFileName: String { "\(hash).site.json" }

    /// The name of the file for ``message``.
    public var fileName: String { "\(hash).json" }
}

/// The payload of a desired document.
struct DesiredEnvelope: Equatable, Sendable {
    var version = 0
    var rollout = RolloutPlan()
    var configuration = DocumentValue(.object([]))
    var site: DocumentValue?
}

extension DesiredEnvelope: DocumentSection {
    static let fields: [DocumentField<Self>] = [
        .required("version", \.version, .integer(in: 1...9_007_199_254_740_991)),
        .section("rollout", \.rollout),
        DocumentField(
            key: "configuration", keyPaths: ["configuration"],
            read: { value, owner, reader in
                guard let value, case .object = value.content else {
                    return reader.add(.wrongType, "must be an object: the keys that footfall check reads")
                }
                owner.configuration = value
            },
            write: { $0.configuration },
            schema: { _ in
                Schema(["type": .text("object")]).described(
                    "Keys of the configuration (see its schema), any part of them: they go over the box's own.")
            }, isRequired: true),
        DocumentField(
            key: "site", keyPaths: ["site"],
            read: { value, owner, _ in
                if let value, value.content != .null { owner.site = value }
            },
            write: { $0.site },
            schema: { _ in
                SiteDocument.documentSchema.orNull.described("A site document, in place of the one that the box has.")
            }),
    ]
}
