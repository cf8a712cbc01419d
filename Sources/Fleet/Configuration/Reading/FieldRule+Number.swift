extension FieldRule where Value == Double {
    /// A number in `range`, in `unit`.
    static func quantity(in range: ClosedRange<Double>, _ unit: String, example: String) -> Self {
        Self(
            expectation: "a number of \(unit) from \(written(range.lowerBound)) to \(written(range.upperBound))",
            example: example,
            decode: { content throws(FieldFault) in
                guard let value = number(content) else { throw FieldFault(kind: .wrongType) }
                guard range.contains(value) else { throw FieldFault(kind: .outOfRange) }
                return value
            },
            encode: numeral, schema: schema(range))
    }

    private static func schema(_ range: ClosedRange<Double>) -> Schema {
        Schema([
            "type": .text("number"), "minimum": DocumentValue(numeral(range.lowerBound)),
            "maximum": DocumentValue(numeral(range.upperBound)),
        ])
    }

    private static func written(_ value: Double) -> String {
        String(decoding: DocumentValue(numeral(value)).json(), as: UTF8.self)
    }
}

/// What a number's content is as a `Double`; `nil` for anything else.
func number(_ content: DocumentValue.Content) -> Double? {
    switch content {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
}

/// A number as it would be written: whole ones without a fraction, so that both notations give it back as it was.
func numeral(_ value: Double) -> DocumentValue.Content {
    Int(exactly: value).map { .integer($0) } ?? .number(value)
}
