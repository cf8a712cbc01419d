/// A JSON Schema, keyword by keyword: what a value of the contract may be.
///
/// Source: JSON Schema 2020-12, Core and Validation (json-schema.org/draft/2020-12).
struct Schema: Equatable, Sendable {
    /// The keywords in the order in which they are written.
    private(set) var keywords: [DocumentMember]

    /// A schema that says nothing.
    static let anything = Self()

    /// A schema of these keywords.
    init(_ keywords: KeyValuePairs<String, DocumentValue> = [:]) {
        self.keywords = keywords.map { DocumentMember($0.key, $0.value) }
    }

    /// The schema as a value.
    var document: DocumentValue { DocumentValue(.object(keywords)) }

    /// Says one thing more, or another instead of it.
    mutating func set(_ keyword: String, _ value: DocumentValue) {
        if let place = keywords.firstIndex(where: { $0.key == keyword }) {
            keywords[place].value = value
        } else {
            keywords.append(DocumentMember(keyword, value))
        }
    }

    /// The same, with one thing more said.
    func with(_ keyword: String, _ value: DocumentValue) -> Self {
        var copy = self
        copy.set(keyword, value)
        return copy
    }

    /// The same, explained to a reader.
    func described(_ description: String) -> Self { with("description", .text(description)) }

    /// The same, or `null`.
    var orNull: Self {
        var copy = self
        for member in keywords {
            switch (member.key, member.value.content) {
            case ("type", .string): copy.set("type", .list([member.value, .text("null")]))
            case ("enum", .array(let words)): copy.set("enum", .list(words + [DocumentValue(.null)]))
            case ("const", _): preconditionFailure("a constant that may be null is an enumeration")
            default: break
            }
        }
        return copy
    }
}

extension Schema {
    /// A member of an object.
    struct Member {
        let name: String
        let schema: Schema
        let isRequired: Bool

        /// A member that is always there.
        static func required(_ name: String, _ schema: Schema, _ description: String) -> Self {
            Self(name: name, schema: schema.described(description), isRequired: true)
        }

        /// A member that may be missing.
        static func optional(_ name: String, _ schema: Schema, _ description: String) -> Self {
            Self(name: name, schema: schema.described(description), isRequired: false)
        }
    }

    /// An object of these members and no others.
    static func object(_ members: [Member]) -> Self {
        Self([
            "type": .text("object"),
            "properties": .members(members.map { ($0.name, $0.schema.document) }),
            "required": .words(members.filter(\.isRequired).map(\.name)),
            "additionalProperties": DocumentValue(.boolean(false)),
        ])
    }

    /// An array of values of one schema.
    static func array(of element: Schema) -> Self { Self(["type": .text("array"), "items": element.document]) }

    /// A text.
    static func text(pattern: String? = nil, format: String? = nil, lengths: ClosedRange<Int>? = nil) -> Self {
        var schema = Self(["type": .text("string")])
        if let format { schema.set("format", .text(format)) }
        if let pattern { schema.set("pattern", .text(pattern)) }
        if let lengths {
            schema.set("minLength", DocumentValue(.integer(lengths.lowerBound)))
            schema.set("maxLength", DocumentValue(.integer(lengths.upperBound)))
        }
        return schema
    }

    /// One of these words.
    static func word(of words: [String]) -> Self { Self(["type": .text("string"), "enum": .words(words)]) }

    /// This text and no other.
    static func constant(_ text: String) -> Self { Self(["const": .text(text)]) }

    /// A whole number; without an upper bound, at least `minimum`.
    static func integer(from minimum: Int, to maximum: Int? = nil) -> Self {
        var schema = Self(["type": .text("integer"), "minimum": DocumentValue(.integer(minimum))])
        if let maximum { schema.set("maximum", DocumentValue(.integer(maximum))) }
        return schema
    }

    /// A number that is not negative; with an upper bound where one is given.
    static func number(to maximum: Int? = nil) -> Self {
        var schema = Self(["type": .text("number"), "minimum": DocumentValue(.integer(0))])
        if let maximum { schema.set("maximum", DocumentValue(.integer(maximum))) }
        return schema
    }

    /// `true` or `false`.
    static let boolean = Self(["type": .text("boolean")])

    /// `null` for now: the contract keeps the place.
    static let null = Self(["type": .text("null")])
}
