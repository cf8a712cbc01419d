/// What the value of a key may be: one declaration for reading, for writing and for the words of an error.
struct FieldRule<Value: Sendable>: Sendable {
    /// Completes "must be …".
    let expectation: String
    /// A value that would do, as a document has it.
    let example: String
    let decode: @Sendable (DocumentValue.Content) throws(FieldFault) -> Value
    let encode: @Sendable (Value) -> DocumentValue.Content
    /// The rule as a JSON Schema, for editors and fleet managers; the reader is the judge.
    var schema = Schema.anything
}

/// Why a value is not what the rule of its key asks for.
struct FieldFault: Error {
    let kind: ConfigurationProblem.Kind
    /// What to say after the rule's expectation.
    var addition: String?
    /// A cure better than the general one.
    var cure: String?
    /// A whole message better than the general one.
    var message: String?
}

extension FieldRule where Value == Bool {
    /// `true` or `false`.
    static var boolean: Self {
        Self(
            expectation: "true or false", example: "true",
            decode: { content throws(FieldFault) in
                guard case .boolean(let value) = content else { throw FieldFault(kind: .wrongType) }
                return value
            },
            encode: { .boolean($0) }, schema: .boolean)
    }
}

extension FieldRule where Value == Int {
    /// A whole number in `range`. `2e1` and `20.0` are whole, too, as JSON Schema has it.
    static func integer(in range: ClosedRange<Int>, floor: FlooredRange? = nil) -> Self {
        Self(
            expectation: "a whole number from \(range.lowerBound) to \(range.upperBound)",
            example: String(range.lowerBound),
            decode: { content throws(FieldFault) in
                guard let value = whole(content) else { throw FieldFault(kind: .wrongType) }
                if let floor, !floor.allowed.contains(value) {
                    throw FieldFault(kind: .privacyFloor, addition: floor.reason)
                }
                guard range.contains(value) else { throw FieldFault(kind: .outOfRange) }
                return value
            },
            encode: { .integer($0) }, schema: .integer(from: range.lowerBound, to: range.upperBound))
    }

    private static func whole(_ content: DocumentValue.Content) -> Int? {
        switch content {
        case .integer(let value): value
        case .number(let value): Int(exactly: value)
        default: nil
        }
    }
}

extension FieldRule where Value: RawRepresentable<String> & CaseIterable {
    /// One of the cases of `Value`, by its name.
    static var choice: Self {
        let names = Value.allCases.map(\.rawValue)
        return Self(
            expectation: "one of \(names.joined(separator: ", "))", example: names.first ?? "",
            decode: { content throws(FieldFault) in
                guard case .string(let name) = content else { throw FieldFault(kind: .wrongType) }
                if let value = Value(rawValue: name) { return value }
                let near = NearMiss.of(name, among: names)
                throw FieldFault(kind: .outOfRange, cure: near.map { "did you mean \($0)?" })
            },
            encode: { .string($0.rawValue) }, schema: .word(of: names))
    }
}
