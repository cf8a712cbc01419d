/// A key of a section: where its value goes, and by which rule.
struct DocumentField<Owner: Sendable>: Sendable {
    let key: String
    /// The key's path, or for a section those of its keys.
    let keyPaths: [String]
    /// Reads what the document has, `nil` where it lacks the key.
    let read: @Sendable (_ value: DocumentValue?, _ owner: inout Owner, _ reader: inout SectionReader) -> Void
    /// What a complete document has; `nil` for an optional key without a value.
    let write: @Sendable (_ owner: Owner) -> DocumentValue?
    /// What a JSON Schema says of the key where `owner` has the defaults.
    let schema: @Sendable (_ owner: Owner) -> Schema
    /// Whether a document without the key is refused.
    var isRequired = false

    /// A key that has a default: what `member` is before.
    static func value<Value>(
        _ key: String, _ member: any WritableKeyPath<Owner, Value> & Sendable, _ rule: FieldRule<Value>
    ) -> Self {
        Self(
            key: key, keyPaths: [key],
            read: { value, owner, reader in
                guard let value else { return }
                let kept = DocumentValue(rule.encode(owner[keyPath: member])).json()
                let cure = "leave it out for \(String(decoding: kept, as: UTF8.self))"
                reader.take(value, by: rule, cure: cure) { owner[keyPath: member] = $0 }
            },
            write: { DocumentValue(rule.encode($0[keyPath: member])) },
            schema: { rule.sentence.with("default", DocumentValue(rule.encode($0[keyPath: member]))) })
    }

    /// A key that must be given.
    static func required<Value>(
        _ key: String, _ member: any WritableKeyPath<Owner, Value> & Sendable, _ rule: FieldRule<Value>
    ) -> Self {
        Self(
            key: key, keyPaths: [key],
            read: { value, owner, reader in
                let cure = "for example \(key): \(rule.example)"
                guard let value, value.content != .null else {
                    return reader.add(.missingKey, "is missing, it must be \(rule.expectation) (\(cure))")
                }
                reader.take(value, by: rule, cure: cure) { owner[keyPath: member] = $0 }
            },
            write: { DocumentValue(rule.encode($0[keyPath: member])) },
            schema: { _ in rule.sentence.with("examples", .list([.text(rule.example)])) }, isRequired: true)
    }

    /// A key that may be left out, or be `null`, which says the same.
    static func optional<Value>(
        _ key: String, _ member: any WritableKeyPath<Owner, Value?> & Sendable, _ rule: FieldRule<Value>
    ) -> Self {
        Self(
            key: key, keyPaths: [key],
            read: { value, owner, reader in
                guard let value, value.content != .null else { return owner[keyPath: member] = nil }
                let cure = "for example \(key): \(rule.example)"
                reader.take(value, by: rule, cure: cure) { owner[keyPath: member] = $0 }
            },
            write: { $0[keyPath: member].map { DocumentValue(rule.encode($0)) } },
            schema: { _ in rule.sentence.orNull.with("default", DocumentValue(.null)) })
    }

    /// A key whose value is an object with keys of its own. Left out, or `null`, it is an object without any.
    static func section<Section: DocumentSection>(
        _ key: String, _ member: any WritableKeyPath<Owner, Section> & Sendable
    ) -> Self {
        Self(
            key: key, keyPaths: Section.keyPaths.map { "\(key).\($0)" },
            read: { value, owner, reader in reader.section(value, into: &owner[keyPath: member]) },
            write: { $0[keyPath: member].document },
            schema: { Section.isRequired ? $0[keyPath: member].schema : $0[keyPath: member].schema.orNull },
            isRequired: Section.isRequired)
    }
}
