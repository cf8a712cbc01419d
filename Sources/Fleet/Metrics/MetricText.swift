/// Measurements in Prometheus' text format, version 0.0.4.
///
/// Source: prometheus.io/docs/instrumenting/exposition_formats.
public struct MetricText: Sendable {
    /// What a measurement does over time.
    public enum Kind: String, Sendable {
        /// Rises, and begins again at 0 when its source does; the name ends in `_total`.
        case counter
        /// Goes up and down.
        case gauge
    }

    /// A name and a value that tell one of several measurements of a name from the others.
    public typealias Label = (name: StaticString, value: String)

    /// What was written.
    public private(set) var text = ""

    /// A text without measurements.
    public init() {}

    /// The measurements of one name. `body` writes each; without any, nothing is said of the name.
    ///
    /// - Parameter help: What is measured, a sentence without its full stop.
    public mutating func family(
        _ name: StaticString, _ kind: Kind, _ help: StaticString, _ body: (inout Family) -> Void
    ) {
        var family = Family(name: name)
        body(&family)
        guard !family.samples.isEmpty else { return }
        text += "# HELP \(name) \(help).\n# TYPE \(name) \(kind.rawValue)\n" + family.samples
    }

    /// A name with one measurement; `nil` says nothing.
    public mutating func single(_ name: StaticString, _ kind: Kind, _ help: StaticString, _ value: (some Numeric)?) {
        guard let value else { return }
        family(name, kind, help) { $0.sample(value) }
    }

    /// A name with a measurement for each of `values`, 1 where it is `isTrue` and 0 elsewhere: all are there at any time,
    /// so that 0 differs from silence.
    public mutating func choices<Choice: RawRepresentable<String>>(
        _ name: StaticString, _ help: StaticString, label: StaticString, _ values: [Choice],
        _ isTrue: (Choice) -> Bool
    ) {
        family(name, .gauge, help) { family in
            for value in values { family.sample(isTrue(value) ? 1 : 0, (label, value.rawValue)) }
        }
    }

    /// The measurements of one name while they are written.
    public struct Family: Sendable {
        fileprivate let name: StaticString
        fileprivate var samples = ""

        /// A measurement; `nil` says nothing.
        public mutating func sample(_ value: (some Numeric)?, _ labels: Label...) {
            sample(value, labels: labels)
        }

        /// The same with a list of labels.
        public mutating func sample(_ value: (some Numeric)?, labels: [Label]) {
            guard let value else { return }
            let list = labels.map { "\($0.name)=\"\(MetricText.escaped($0.value))\"" }.joined(separator: ",")
            samples += list.isEmpty ? "\(name) \(value)\n" : "\(name){\(list)} \(value)\n"
        }
    }

    private static func escaped(_ value: String) -> String {
        value.reduce(into: "") { escaped, character in
            switch character {
            case "\\": escaped += "\\\\"
            case "\"": escaped += "\\\""
            case "\n": escaped += "\\n"
            default: escaped.append(character)
            }
        }
    }
}
