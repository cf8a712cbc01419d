/// Reads one YAML document: what libyaml parses, less what makes a configuration hard to read or larger than it looks:
/// anchors, aliases, tags, directives, further documents, and keys that are no plain words.
struct YAMLDocumentReader {
    private var builder: DocumentBuilder
    private var documents = 0

    /// Reads `bytes`, which are valid UTF-8, into `builder`.
    static func read(_ bytes: [UInt8], into builder: inout DocumentBuilder) throws(ConfigurationProblem) {
        var reader = Self(builder: builder)
        defer { builder = reader.builder }
        try reader.refuseDirectives(bytes)
        var source = try YAMLEventSource(bytes)
        while true {
            let event: YAMLEvent
            do throws(YAMLFault) { event = try source.next() } catch {
                let message = "is not YAML here: \(error.reason) (look at indentation, colons and quotes)"
                throw reader.builder.problem(message, at: error.position)
            }
            if case .streamEnd = event.kind { break }
            try reader.take(event)
        }
        guard reader.documents > 0 else {
            throw ConfigurationProblem(
                .syntax, path: .root, at: nil, "has no content (begin with deploy/footfall.reference.yaml)")
        }
    }

    private init(builder: DocumentBuilder) { self.builder = builder }

    /// A line that begins with `%` can stand inside a document only in a text of several lines, and would be better
    /// indented there. Refused before libyaml sees it, whose time rises with the square of the number of directives.
    private func refuseDirectives(_ bytes: [UInt8]) throws(ConfigurationProblem) {
        var line = 1
        var isStart = true
        for byte in bytes {
            if isStart, byte == UInt8(ascii: "%") {
                throw builder.problem(
                    "has a directive (remove the line that begins with %)", at: SourcePosition(line: line, column: 1))
            }
            isStart = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
            if byte == UInt8(ascii: "\n") { line += 1 }
        }
    }

    private mutating func take(_ event: YAMLEvent) throws(ConfigurationProblem) {
        let position = event.position
        if event.hasAnchor { throw builder.problem("has an anchor, &… (write the value itself)", at: position) }
        if event.hasTag { throw builder.problem("has a tag, !… (write the value alone)", at: position) }
        switch event.kind {
        case .documentStart:
            documents += 1
            if documents > 1 { throw builder.problem("is followed by a second document (keep one)", at: position) }
        case .alias: throw builder.problem("has an alias, *… (write the value itself)", at: position)
        case .scalar(let text, _) where builder.expectsKey: builder.key(text, at: position)
        case .scalar(let text, let isPlain): try builder.scalar(content(text, isPlain, position), at: position)
        case .sequenceStart, .mappingStart:
            if builder.expectsKey { throw builder.problem("has a list or block as a key (use a word)", at: position) }
            try builder.begin(object: event.kind == .mappingStart, at: position)
        case .sequenceEnd, .mappingEnd: builder.end()
        case .streamStart, .documentEnd, .streamEnd: break
        }
    }

    private func content(
        _ text: String, _ isPlain: Bool, _ position: SourcePosition
    ) throws(ConfigurationProblem) -> DocumentValue.Content {
        guard isPlain else { return .string(text) }
        guard let content = YAMLCoreSchema.content(of: text) else {
            throw builder.problem("is infinite, not a number, or too large (use a finite number)", at: position)
        }
        return content
    }
}
