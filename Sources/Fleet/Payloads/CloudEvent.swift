import Timekeeping

/// The envelope of an event: CloudEvents 1.0, structured mode, as JSON.
///
/// Events are the most frequent messages: they are written as their text with holes, not member by member.
///
/// Source: github.com/cloudevents/spec, cloudevents/spec.md and formats/json-format.md; the extension `sequence` is the
/// project's own, a number without gaps for each source.
struct CloudEvent {
    /// UUID of version 7: the same however often the event is sent.
    let identifier: (UInt64, UInt64)
    let source: String
    /// Reverse-DNS-like type with a version, for instance `footfall.visit.started.v1`.
    let type: StaticString
    let subject: Subject
    /// When it happened on the air.
    let time: WallTime
    let dataSchema: StaticString
    let sequence: Int

    /// What the event is about.
    enum Subject {
        /// A visit, written as a UUID.
        case visit((UInt64, UInt64))
        /// A zone or the like, by its identifier.
        case identifier(String)
    }

    /// The event as JSON text; `data` writes what stands between the braces of its data.
    func json(_ data: (inout JSONBuffer) -> Void) -> [UInt8] {
        var text = JSONBuffer(capacity: 1_024)
        text.append(#"{"specversion":"1.0","id":""#)
        text.append(uuid: identifier)
        text.append(#"","source":""#)
        text.append(raw: source)
        text.append(#"","type":""#)
        text.append(type)
        text.append(#"","subject":""#)
        switch subject {
        case .visit(let words): text.append(uuid: words)
        case .identifier(let name): text.append(raw: name)
        }
        text.append(#"","time":""#)
        text.append(time)
        text.append(#"","datacontenttype":"application/json","dataschema":""#)
        text.append(dataSchema)
        text.append(#"","sequence":"#)
        text.append(decimal: UInt(sequence))
        text.append(#","data":{"#)
        data(&text)
        text.append("}}")
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
