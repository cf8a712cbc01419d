import Glibc
public import Uplink

/// Messages as lines of JSON on standard output: `{"topic":…,"payload":…}`.
public struct JSONLinesOutput: ~Copyable {
    private var output = OutputBuffer(descriptor: STDOUT_FILENO)

    /// Writes to standard output.
    public init() {}

    /// Writes a message; answers false when nobody reads any more. Payloads are JSON, topics need no escapes.
    public mutating func write(_ publication: Publication) -> Bool {
        output.writeLine { line in
            line.append(contentsOf: #"{"topic":""#.utf8)
            line.append(contentsOf: publication.topic.utf8)
            line.append(contentsOf: #"","payload":"#.utf8)
            line.append(contentsOf: publication.payload)
            line.append(UInt8(ascii: "}"))
        }
        return output.failure == nil
    }

    /// Writes what has collected.
    public mutating func flush() { output.flush() }
}
