/// A section that stands in a list, any number of times.
protocol ListedSection: DocumentSection {
    /// Without any key: what stays of an element that could not be read.
    init()
}

extension DocumentField {
    /// A key whose value is a list of so many objects. Left out, or `null`, it is an empty list.
    static func list<Section: ListedSection>(
        _ key: String, _ member: any WritableKeyPath<Owner, [Section]> & Sendable, count: ClosedRange<Int>
    ) -> Self {
        Self(
            key: key, keyPaths: Section.keyPaths.map { "\(key)[].\($0)" },
            read: { value, owner, reader in
                let cure = "each with \(Section.fields.map(\.key).joined(separator: ", "))"
                switch value?.content {
                case .array(let elements) where count.contains(elements.count):
                    owner[keyPath: member] = reader.sections(elements)
                case .null where count.contains(0), nil where count.contains(0): owner[keyPath: member] = []
                case .null, nil:
                    reader.add(.missingKey, "is missing, it must be a list of \(count.words) (\(cure))")
                case .array(let elements):
                    reader.add(
                        .outOfRange, "is a list of \(elements.count), it must be one of \(count.words) (\(cure))")
                default: reader.add(.wrongType, "must be a list of \(count.words) (\(cure))")
                }
            },
            write: { DocumentValue(.array($0[keyPath: member].map(\.document))) },
            schema: { _ in
                let list = Schema.array(of: Section().schema)
                    .with("minItems", DocumentValue(.integer(count.lowerBound)))
                    .with("maxItems", DocumentValue(.integer(count.upperBound)))
                return count.contains(0) ? list.orNull : list
            },
            isRequired: !count.contains(0))
    }
}

extension ClosedRange<Int> {
    /// `1 to 64`.
    fileprivate var words: String { "\(lowerBound) to \(upperBound)" }
}
