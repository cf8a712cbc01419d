/// Walks a document along the declarations of the sections and gathers all problems.
struct SectionReader {
    private(set) var problems: ProblemList
    private var path = DocumentPath.root
    private var position: SourcePosition?

    /// A reader at the root of a document, after `problems`.
    init(problems: ProblemList = ProblemList()) { self.problems = problems }

    /// Reads the object that is here into `section`; nothing and `null` are objects without keys.
    mutating func section<Section: DocumentSection>(_ value: DocumentValue?, into section: inout Section) {
        let members: [DocumentMember]
        switch value?.content {
        case .object(let all): members = all
        case .null, nil: members = []
        default:
            return add(.wrongType, "must be a block of keys (\(Section.fields.map(\.key).joined(separator: ", ")))")
        }
        let places = Dictionary(members.map { ($0.key, $0) }) { first, _ in first }
        var failed: Set<String> = []
        for field in Section.fields {
            let before = problems.count
            at(field.key, places[field.key]?.position) { reader in
                field.read(places[field.key]?.value, &section, &reader)
            }
            if problems.count > before { failed.insert(field.key) }
        }
        refuseUnknown(members, known: Section.fields.map(\.key))
        for contradiction in section.contradictions where failed.isDisjoint(with: contradiction.keys) {
            let position = contradiction.keys.lazy.compactMap { places[$0]?.position }.first
            at(contradiction.keys[0], position) { $0.add(.contradiction, contradiction.message) }
        }
    }

    /// Reads each object of the list that is here; one that is wrong is there, too, with what could be read.
    mutating func sections<Section: ListedSection>(_ values: [DocumentValue]) -> [Section] {
        values.enumerated().map { index, value in
            var section = Section()
            let outer = (path, position)
            path = path.index(index)
            position = value.position ?? position
            self.section(value, into: &section)
            (path, position) = outer
            return section
        }
    }

    /// Gives `store` what the value that is here is by `rule`, or adds the problem.
    mutating func take<Value>(
        _ value: DocumentValue, by rule: FieldRule<Value>, cure: String, store: (Value) -> Void
    ) {
        do throws(FieldFault) { store(try rule.decode(value.content)) } catch {
            let addition = error.addition.map { ": \($0)" } ?? ""
            add(error.kind, error.message ?? "must be \(rule.expectation)\(addition) (\(error.cure ?? cure))")
        }
    }

    /// Adds a problem with what is here.
    mutating func add(_ kind: ConfigurationProblem.Kind, _ message: String) {
        problems.append(ConfigurationProblem(kind, path: path, at: position, message))
    }

    private mutating func refuseUnknown(_ members: [DocumentMember], known: [String]) {
        let names = Set(known)
        for member in members where !names.contains(member.key) {
            let near = NearMiss.of(member.key, among: known)
            let cure = near.map { "did you mean \($0)?" } ?? "known here: \(known.joined(separator: ", "))"
            at(member.key, member.position) { $0.add(.unknownKey, "is not a known key (\(cure))") }
        }
    }

    /// Calls `body` with the reader at `key` of the object that is here.
    private mutating func at(_ key: String, _ place: SourcePosition?, _ body: (inout Self) -> Void) {
        let outer = (path, position)
        path = path.key(key)
        position = place ?? position
        body(&self)
        (path, position) = outer
    }
}
