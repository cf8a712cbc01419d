import Timekeeping

/// The envelope of an event: CloudEvents 1.0, structured mode, as JSON.
///
/// Source: github.com/cloudevents/spec, cloudevents/spec.md and formats/json-format.md; the extension `sequence` is the
/// project's own, a number without gaps for each source.
struct CloudEvent {
    /// UUID of version 7: the same however often the event is sent.
    let identifier: (UInt64, UInt64)
    let source: String
    /// Reverse-DNS-like type with a version, for instance `footfall.visit.started.v1`.
    let type: StaticString
    let subject: VisitSubject
    /// When it happened on the air.
    let time: WallTime
    let dataSchema: StaticString
    let sequence: Int

    /// The visit that the event is about, written as a UUID.
    typealias VisitSubject = (UInt64, UInt64)

    /// The event as JSON text, its data written by `data`.
    func json(_ data: (inout JSONText) -> Void) -> [UInt8] {
        var text = JSONText(capacity: 896)
        text.object { text in
            text.member("specversion", constant: "1.0")
            text.member("id", uuid: identifier)
            text.member("source", word: source)
            text.member("type", constant: type)
            text.member("subject", uuid: subject)
            text.member("time", time)
            text.member("datacontenttype", constant: "application/json")
            text.member("dataschema", constant: dataSchema)
            text.member("sequence", sequence)
            text.object("data", data)
        }
        return text.bytes
    }

    /// A UUID of version 7 for something that happened at `time`. Source: RFC 9562 §5.7.
    static func identifier(at time: WallTime, using generator: inout some RandomNumberGenerator) -> (UInt64, UInt64) {
        let milliseconds = UInt64(bitPattern: max(time.nanoseconds, 0) / 1_000_000)
        let first: UInt64 = generator.next()
        let second: UInt64 = generator.next()
        return (milliseconds << 16 | 0x7000 | first & 0x0FFF, 0x8000_0000_0000_0000 | second >> 2)
    }
}
