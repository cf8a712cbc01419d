extension SiteDocument {
    /// A box at a known place.
    public struct Sensor: Equatable, Sendable {
        /// What a box does.
        public enum Role: String, CaseIterable, Sendable {
            /// It listens.
            case sensor
            /// It may merge what all sensors hear, and publish for the site. One of those that may does it.
            case locator
        }

        /// The sensor's identifier, a level of its topics.
        public var id = ""
        /// The floor on which it hangs.
        public var floor = ""
        /// Metres on the plan.
        public var x = 0.0
        /// Metres on the plan.
        public var y = 0.0
        /// Metres from the floor to the antenna.
        public var heightMetres = 2.5
        /// What the box does: at least one.
        public var roles: [Role] = [.sensor]
        /// X25519 public key to which the site's epoch keys are sealed for it, 32 octets.
        public var sealingKey: [UInt8]?
        /// Ed25519 public key of what it signs, 32 octets.
        public var signingKey: [UInt8]?

        /// A sensor.
        public init(
            id: String, floor: String, x: Double, y: Double, heightMetres: Double = 2.5, roles: [Role] = [.sensor]
        ) {
            self.id = id
            self.floor = floor
            self.x = x
            self.y = y
            self.heightMetres = heightMetres
            self.roles = roles
        }

        init() {}

        /// Whether it may be the site's locator.
        public var mayLocate: Bool { roles.contains(.locator) }
    }
}

extension SiteDocument.Sensor: ListedSection {
    static let fields: [DocumentField<Self>] = [
        .required("id", \.id, .identifier(example: "entrance")),
        .required("floor", \.floor, .identifier(example: "ground")),
        .required("x", \.x, .quantity(in: -10_000...10_000, "metres", example: "4.5")),
        .required("y", \.y, .quantity(in: -10_000...10_000, "metres", example: "2")),
        .value("heightMetres", \.heightMetres, .quantity(in: 0...50, "metres", example: "2.5")),
        .value("roles", \.roles, .roles),
        .optional("sealingKey", \.sealingKey, .publicKey),
        .optional("signingKey", \.signingKey, .publicKey),
    ]
}

extension FieldRule where Value == [SiteDocument.Sensor.Role] {
    /// One role or several, each once.
    fileprivate static let roles = Self(
        expectation: "a list of roles, of \(words.joined(separator: " and "))", example: "[sensor, locator]",
        decode: { content throws(FieldFault) in
            guard case .array(let elements) = content else { throw FieldFault(kind: .wrongType) }
            var found: [SiteDocument.Sensor.Role] = []
            for element in elements {
                guard case .string(let word) = element.content else { throw FieldFault(kind: .wrongType) }
                guard let role = SiteDocument.Sensor.Role(rawValue: word), !found.contains(role) else {
                    let near = NearMiss.of(word, among: words)
                    throw FieldFault(kind: .outOfRange, cure: near.map { "did you mean \($0)?" })
                }
                found.append(role)
            }
            guard !found.isEmpty else { throw FieldFault(kind: .outOfRange) }
            return found
        },
        encode: { .array($0.map { .text($0.rawValue) }) },
        schema: Schema.array(of: .word(of: words)).with("minItems", DocumentValue(.integer(1)))
            .with("uniqueItems", DocumentValue(.boolean(true))))

    private static var words: [String] { SiteDocument.Sensor.Role.allCases.map(\.rawValue) }
}
