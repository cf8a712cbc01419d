/// A part of the configuration that is an object in the document: what its keys are, and what they mean together.
protocol DocumentSection: Equatable, Sendable {
    /// Its keys, in the order in which they are read and written. One declaration makes a key.
    static var fields: [DocumentField<Self>] { get }
    /// Whether a document without the section is refused.
    static var isRequired: Bool { get }
    /// What is wrong with values that are each allowed.
    var contradictions: [Contradiction] { get }
}

extension DocumentSection {
    var contradictions: [Contradiction] { [] }

    /// The section as a document with all its keys, but those that have neither value nor default.
    var document: DocumentValue {
        let members = Self.fields.compactMap { field in
            field.write(self).map { DocumentMember(field.key, $0) }
        }
        return DocumentValue(.object(members))
    }

    /// The paths of all keys, sections left out: what a complete document holds.
    static var keyPaths: [String] { fields.flatMap(\.keyPaths) }
}

/// Keys of a section whose values do not go together.
struct Contradiction {
    /// The key that the problem is reported for, then the others. Where one has a problem of its own already, the
    /// contradiction is left out.
    let keys: [String]
    let message: String

    init(_ keys: String..., message: String) {
        self.keys = keys
        self.message = message
    }
}
