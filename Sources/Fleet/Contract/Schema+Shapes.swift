import Privacy

/// Shapes that several messages share.
extension Schema {
    /// A site, a sensor, a zone.
    static let identifier = text(pattern: TextRule.identifierPattern)

    /// A point in time. Source: RFC 3339 §5.6; always UTC, always with milliseconds.
    static let instant = text(
        pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$", format: "date-time")

    /// 128 bits as text. Source: RFC 9562 §4.
    static let uuid = text(pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$", format: "uuid")

    /// A UUID that begins with the time. Source: RFC 9562 §5.7.
    static let uuidOfVersion7 = text(
        pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", format: "uuid")

    /// SHA-256 in hexadecimal digits.
    static let digest = text(pattern: "^[0-9a-f]{64}$")

    /// A share or a probability, with three decimals at most.
    static let share = number(to: 1)

    /// A centre frequency of 2.4, 5 or 6 GHz.
    static let frequency = integer(from: 2_400, to: 7_200)

    /// A count that is published, or `null` when it was withheld.
    static let count = integer(from: PrivacyFloor.smallestK).orNull

    /// A figure with its interval, or `null` when it was withheld or nobody listened.
    static let estimate = object([
        .required("estimate", integer(from: PrivacyFloor.smallestK), "The best single figure."),
        .required(
            "low", integer(from: 0).with("anyOf", zeroOrReleased),
            "The lower end of the 95 % interval: 0, or at least k."),
        .required("high", integer(from: PrivacyFloor.smallestK), "The upper end of the 95 % interval."),
    ]).orNull

    private static let zeroOrReleased = DocumentValue.list([
        Schema(["const": DocumentValue(.integer(0))]).document,
        Schema(["minimum": DocumentValue(.integer(PrivacyFloor.smallestK))]).document,
    ])

    /// What a payload is identified by; its major version is the last part.
    static func name(_ name: String) -> String { "urn:footfall:schema:\(name):1" }

    /// The schema as a document of its own.
    func published(as name: String, title: String, _ description: String, example: DocumentValue) -> Self {
        var whole = Self([
            "$schema": .text("https://json-schema.org/draft/2020-12/schema"),
            "$id": .text(Self.name(name)),
            "title": .text(title),
            "description": .text(description),
        ])
        for keyword in keywords { whole.set(keyword.key, keyword.value) }
        return whole.with("examples", .list([example]))
    }
}
