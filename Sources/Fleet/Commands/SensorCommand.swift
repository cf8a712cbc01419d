public import Timekeeping

/// What a fleet manager asks a sensor to do.
public struct SensorCommand: Equatable, Sendable {
    /// What can be asked for. Raw values are the words of the contract.
    public enum Kind: String, CaseIterable, Sendable {
        /// Show which box it is.
        case identify
        /// Tell how it is, without personal data.
        case diagnose
        /// Give the adapter back, look for it and set it up anew.
        case rescan
        /// Calibrate the site's positions.
        case calibrate
        /// Begin anew.
        case restart
    }

    /// The site of the sensor.
    public var site = ""
    /// The sensor.
    public var sensor = ""
    /// Chosen by who asks, unique; the response bears it.
    public var transaction = ""
    /// What is asked for.
    public var command = Kind.identify
    /// When it was asked for; later than any command before.
    public var issuedAt = WallTime(seconds: 0)

    /// A command of these parts.
    public init(site: String, sensor: String, transaction: String, command: Kind, issuedAt: WallTime) {
        self.site = site
        self.sensor = sensor
        self.transaction = transaction
        self.command = command
        self.issuedAt = issuedAt
    }

    init() {}

    /// The payload that is signed.
    public var json: [UInt8] { document.json() }
}

extension SensorCommand: DocumentSection {
    static let fields: [DocumentField<Self>] = [
        .required("site", \.site, .identifier(example: "shop-12")),
        .required("sensor", \.sensor, .identifier(example: "entrance")),
        .required("transaction", \.transaction, .transaction),
        .required("command", \.command, .choice),
        .required("issuedAt", \.issuedAt, .instant),
    ]
}

extension FieldRule where Value == String {
    /// What a command and its response have in common.
    fileprivate static let transaction = Self(
        expectation: "1 to 64 letters, digits, hyphens, underlines, dots and colons",
        example: "0197f4a0-3c1e-7d20-9a51-6f1f2b0c8d11",
        decode: { content throws(FieldFault) in
            guard case .string(let text) = content else { throw notText(content) }
            guard text.utf8.count <= 64, TextRule.isClientIdentifier(text) else { throw FieldFault(kind: .outOfRange) }
            return text
        },
        encode: { .string($0) }, schema: .text(pattern: "^[A-Za-z0-9_.:-]{1,64}$"))
}

extension FieldRule where Value == WallTime {
    /// A point in time.
    fileprivate static let instant = Self(
        expectation: "a time such as 2026-01-31T23:59:59.123Z (RFC 3339, UTC)", example: "2026-01-31T23:59:59.123Z",
        decode: { content throws(FieldFault) in
            guard case .string(let text) = content else { throw FieldFault(kind: .wrongType) }
            guard let time = WallTime(rfc3339: text) else { throw FieldFault(kind: .outOfRange) }
            return time
        },
        encode: { .string($0.rfc3339) }, schema: .text(format: "date-time"))
}
