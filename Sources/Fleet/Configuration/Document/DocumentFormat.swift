/// The notations in which a configuration may be written.
public enum DocumentFormat: Equatable, Sendable {
    /// RFC 8259, read strictly.
    case json
    /// YAML 1.2 with its core schema, without anchors, aliases, tags, directives and further documents.
    case yaml

    /// The notation of a file of this name: JSON for `….json`, YAML for all else (which most JSON is, too).
    public init(fileName: String) {
        self = fileName.lowercased().hasSuffix(".json") ? .json : .yaml
    }
}
