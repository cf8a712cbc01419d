/// Puts a document together from what a reader of its notation meets, and holds what is the same for all notations:
/// how deep a document may be, and that no key comes twice in one object.
struct DocumentBuilder {
    /// The keys that came twice.
    private(set) var problems = ProblemList()
    /// The whole document, once all that was opened is closed.
    private(set) var root: DocumentValue?
    private var open: [Container] = []
    private var values = 0

    private struct Container {
        let isObject: Bool
        let position: SourcePosition
        var elements: [DocumentValue] = []
        var members: [DocumentMember] = []
        var names: Set<String> = []
        /// The key whose value comes next.
        var pending: (name: String, position: SourcePosition)?
    }

    /// Whether an array or an object waits for its end.
    var isOpen: Bool { !open.isEmpty }

    /// Whether what waits for its end is an object.
    var isInObject: Bool { open.last?.isObject ?? false }

    /// Whether the next thing must be a key (or the end of the object).
    var expectsKey: Bool { open.last.map { $0.isObject && $0.pending == nil } ?? false }

    /// The path of the value that is being read.
    var path: DocumentPath {
        open.reduce(.root) { path, container in
            if let pending = container.pending { return path.key(pending.name) }
            return container.isObject ? path : path.index(container.elements.count)
        }
    }

    /// An array or an object begins.
    mutating func begin(object isObject: Bool, at position: SourcePosition) throws(ConfigurationProblem) {
        try count(at: position)
        guard open.count < DocumentLimits.depth else {
            throw problem("is nested more than \(DocumentLimits.depth) levels deep (no key is that deep)", at: position)
        }
        open.append(Container(isObject: isObject, position: position))
    }

    /// A key of the object that is open.
    mutating func key(_ name: String, at position: SourcePosition) {
        precondition(expectsKey, "a key stands in an object, and each has its value")
        open[open.count - 1].pending = (name, position)
        if !open[open.count - 1].names.insert(name).inserted {
            problems.append(problem("is given twice in the same place (keep one)", .duplicateKey, at: position))
        }
    }

    /// A value that is neither array nor object.
    mutating func scalar(
        _ content: DocumentValue.Content, at position: SourcePosition
    ) throws(ConfigurationProblem) {
        try count(at: position)
        add(DocumentValue(content, at: position))
    }

    /// What was opened last ends.
    mutating func end() {
        let last = open.removeLast()
        precondition(last.pending == nil, "each key has its value")
        add(DocumentValue(last.isObject ? .object(last.members) : .array(last.elements), at: last.position))
    }

    /// A problem with what is being read.
    func problem(
        _ message: String, _ kind: ConfigurationProblem.Kind = .syntax, at position: SourcePosition
    ) -> ConfigurationProblem {
        ConfigurationProblem(kind, path: path, at: position, message)
    }

    private mutating func count(at position: SourcePosition) throws(ConfigurationProblem) {
        values += 1
        guard values > DocumentLimits.values else { return }
        throw problem("is one of more than \(DocumentLimits.values) values (is this a configuration?)", at: position)
    }

    private mutating func add(_ value: DocumentValue) {
        guard let container = open.indices.last else {
            precondition(root == nil, "a document has one root")
            return root = value
        }
        if let pending = open[container].pending {
            open[container].members.append(DocumentMember(pending.name, value, at: pending.position))
            open[container].pending = nil
        } else {
            open[container].elements.append(value)
        }
    }
}
