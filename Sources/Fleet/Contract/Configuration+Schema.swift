extension Configuration {
    /// The JSON Schema of a document that ``init(reading:as:)`` reads, made from the declarations of its keys.
    static var documentSchema: Schema {
        Configuration(site: "", sensor: "", interface: "").schema
    }
}

extension DocumentSection {
    /// Whether one of its keys must be given.
    static var isRequired: Bool { fields.contains(where: \.isRequired) }

    /// The section as a JSON Schema, with its present values as the defaults.
    var schema: Schema {
        .object(
            Self.fields.map { Schema.Member(name: $0.key, schema: $0.schema(self), isRequired: $0.isRequired) })
    }
}

extension FieldRule {
    /// The rule's schema with its words.
    var sentence: Schema {
        let words = expectation.prefix(1).uppercased() + expectation.dropFirst()
        return schema.described("\(words).")
    }
}
