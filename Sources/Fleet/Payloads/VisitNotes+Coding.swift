public import Locating
import Presence
import Privacy
import Timekeeping

/// The visits that go on, on the wire, version 1.
///
/// ```
/// version      1 octet, 1
/// flags        1 octet: 1 these are all
/// count        number, then so many of:
///   visit      16 octets
///   tag        4 octets
///   started    number, milliseconds since 1970
///   last seen  signed number, milliseconds later
/// ```
extension VisitNotes {
    /// The notes as octets; times are cut to milliseconds.
    public var encoded: [UInt8] {
        var writer = CompactWriter()
        writer.byte(Self.version)
        writer.byte(isWhole ? 1 : 0)
        let notes = self.notes.prefix(Self.most)
        writer.number(notes.count)
        for note in notes {
            writer.fixed(note.visit.words.0)
            writer.fixed(note.visit.words.1)
            writer.fixed(note.tag.bits)
            writer.number(Int(note.startedAt.nanoseconds / Self.unit))
            writer.signedNumber(Int((note.lastSeenAt - note.startedAt).nanoseconds / Self.unit))
        }
        return writer.bytes
    }

    /// Reads notes.
    ///
    /// - Throws: ``CompactError`` for whatever is not exactly notes of a known version.
    public init(decoding bytes: [UInt8]) throws(CompactError) {
        var reader = CompactReader(bytes)
        let version = try reader.byte()
        guard version == Self.version else { throw .unknownVersion(version) }
        let flags = try reader.byte()
        guard flags & ~1 == 0 else { throw .impossibleValue("flag") }
        let count = try reader.number()
        guard count <= Self.most, count * Self.leastBytes <= reader.remaining else { throw .tooMany(count) }
        self.init(isWhole: flags & 1 != 0, notes: [])
        notes.reserveCapacity(count)
        for _ in 0..<count { notes.append(try Self.note(from: &reader)) }
        try reader.finish()
    }

    private static func note(from reader: inout CompactReader) throws(CompactError) -> VisitNote {
        let visit = VisitIdentifier(try reader.fixed(UInt64.self), try reader.fixed(UInt64.self))
        let tag = Tag(bits: try reader.fixed(UInt32.self))
        let started = try reader.number()
        let later = try reader.signedNumber()
        guard started <= latest, abs(later) <= latest else { throw .impossibleValue("time") }
        let startedAt = WallTime(nanoseconds: Int64(started) * unit)
        return VisitNote(
            visit: visit, tag: tag, startedAt: startedAt, lastSeenAt: startedAt + .milliseconds(Int64(later)))
    }

    private static let version: UInt8 = 1
    private static let unit: Int64 = 1_000_000
    private static let leastBytes = 22
    /// The last millisecond of ``WallTime``.
    private static let latest = Int(Int64.max / unit)
}
