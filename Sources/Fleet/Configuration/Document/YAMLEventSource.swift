import CYAML

/// Something that libyaml met in a text.
struct YAMLEvent {
    enum Kind: Equatable {
        case streamStart, streamEnd, documentStart, documentEnd
        case alias
        case scalar(String, isPlain: Bool)
        case sequenceStart, sequenceEnd, mappingStart, mappingEnd
    }

    let kind: Kind
    let position: SourcePosition
    var hasAnchor = false
    var hasTag = false
}

/// Why libyaml cannot go on.
struct YAMLFault: Error {
    /// libyaml's own words; they never repeat the text.
    let reason: String
    let position: SourcePosition
}

/// libyaml's event parser over a text. The one place of this room that calls C.
@safe struct YAMLEventSource: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    /// libyaml reads from here as it goes.
    private let text: UnsafeMutableBufferPointer<UInt8>
    private let bytes: [UInt8]

    /// Events of `bytes`, which are valid UTF-8.
    init(_ bytes: [UInt8]) throws(ConfigurationProblem) {
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        guard unsafe yaml_parser_initialize(parser) == 1 else {
            unsafe parser.deallocate()
            throw ConfigurationProblem(.syntax, path: .root, at: nil, "cannot be read: out of memory")
        }
        unsafe self.parser = parser
        self.bytes = bytes
        unsafe text = .allocate(capacity: bytes.count)
        _ = unsafe text.initialize(from: bytes)
        unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        unsafe yaml_parser_set_input_string(parser, text.baseAddress, bytes.count)
    }

    deinit {
        unsafe yaml_parser_delete(parser)
        unsafe parser.deallocate()
        unsafe text.deallocate()
    }

    /// The next event. Not to be called after `streamEnd` or a fault.
    mutating func next() throws(YAMLFault) -> YAMLEvent {
        var event = unsafe yaml_event_t()
        guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw fault() }
        defer { unsafe yaml_event_delete(&event) }
        let position = unsafe Self.position(event.start_mark)
        let data = unsafe event.data
        switch unsafe event.type {
        case YAML_STREAM_START_EVENT: return YAMLEvent(kind: .streamStart, position: position)
        case YAML_DOCUMENT_START_EVENT: return YAMLEvent(kind: .documentStart, position: position)
        case YAML_DOCUMENT_END_EVENT: return YAMLEvent(kind: .documentEnd, position: position)
        case YAML_ALIAS_EVENT: return YAMLEvent(kind: .alias, position: position)
        case YAML_SCALAR_EVENT:
            let bytes = unsafe UnsafeBufferPointer(start: data.scalar.value, count: data.scalar.length)
            let kind = unsafe YAMLEvent.Kind.scalar(
                String(decoding: bytes, as: UTF8.self), isPlain: data.scalar.style == YAML_PLAIN_SCALAR_STYLE)
            return unsafe YAMLEvent(
                kind: kind, position: position, hasAnchor: data.scalar.anchor != nil, hasTag: data.scalar.tag != nil)
        case YAML_SEQUENCE_START_EVENT:
            return unsafe YAMLEvent(
                kind: .sequenceStart, position: position, hasAnchor: data.sequence_start.anchor != nil,
                hasTag: data.sequence_start.tag != nil)
        case YAML_MAPPING_START_EVENT:
            return unsafe YAMLEvent(
                kind: .mappingStart, position: position, hasAnchor: data.mapping_start.anchor != nil,
                hasTag: data.mapping_start.tag != nil)
        case YAML_SEQUENCE_END_EVENT: return YAMLEvent(kind: .sequenceEnd, position: position)
        case YAML_MAPPING_END_EVENT: return YAMLEvent(kind: .mappingEnd, position: position)
        default: return YAMLEvent(kind: .streamEnd, position: position)
        }
    }

    /// libyaml marks the place of a fault, but that of a character that YAML does not allow it gives in bytes.
    private func fault() -> YAMLFault {
        let reason = unsafe parser.pointee.problem.map { unsafe String(cString: $0) } ?? "out of memory"
        let isCharacter = unsafe parser.pointee.error == YAML_READER_ERROR
        let position =
            unsafe isCharacter
            ? SourcePosition(of: parser.pointee.problem_offset, in: bytes) : Self.position(parser.pointee.problem_mark)
        return YAMLFault(reason: reason, position: position)
    }

    private static func position(_ mark: yaml_mark_t) -> SourcePosition {
        SourcePosition(line: Int(clamping: mark.line) + 1, column: Int(clamping: mark.column) + 1)
    }
}
