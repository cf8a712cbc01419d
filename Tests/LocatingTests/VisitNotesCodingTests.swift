import Fleet
import Locating
import Presence
import Privacy
import Testing
import Timekeeping

struct VisitNotesCodingTests {
    private static let golden: [UInt8] = [
        [0x01, 0x01],  // version, all visits
        [0x01],  // one
        [0x5D, 0x1C, 0x9A, 0x4E, 0x0B, 0x7F, 0x4C, 0x52, 0x9E, 0x33, 0x71, 0xD2, 0xC8, 0x05, 0x6A, 0xF4],  // visit
        [0xDE, 0xAD, 0xBE, 0xEF],  // tag
        [0x80, 0x92, 0xF6, 0xEF, 0xCA, 0x33],  // started: 1,772,445,600,000 ms
        [0xA0, 0x9C, 0x01],  // seen 10 s later, folded: 20,000
    ].flatMap(\.self)

    private static let notes = VisitNotes(
        isWhole: true,
        notes: [
            VisitNote(
                visit: VisitIdentifier(0x5D1C_9A4E_0B7F_4C52, 0x9E33_71D2_C805_6AF4), tag: Tag(bits: 0xDEAD_BEEF),
                startedAt: start, lastSeenAt: start + .seconds(10))
        ])

    @Test func `notes are the octets of their layout, both ways`() throws {
        #expect(Self.notes.encoded == Self.golden)
        #expect(try VisitNotes(decoding: Self.golden) == Self.notes)
    }

    @Test func `every truncation throws, and every octet changed is read or throws`() {
        for count in Self.golden.indices {
            #expect(throws: CompactError.self) { try VisitNotes(decoding: Array(Self.golden.prefix(count))) }
        }
        for place in Self.golden.indices {
            for value in UInt8.min...UInt8.max {
                var bytes = Self.golden
                bytes[place] = value
                guard let read = try? VisitNotes(decoding: bytes) else { continue }
                #expect((try? VisitNotes(decoding: read.encoded)) == read)
            }
        }
    }

    @Test func `a claim is the JSON that it was made of`() {
        for holder in ["entrance", nil] {
            let claim = LeaseClaim(holder: holder, boot: start + .nanoseconds(123_456_789), term: 42)
            #expect(LeaseClaim(json: claim.json) == claim)
        }
        #expect(LeaseClaim(json: Array(#"{"holder":"a","term":-1,"bootNanoseconds":1}"#.utf8)) == nil)
        #expect(LeaseClaim(json: []) == nil)
        #expect(LeaseClaim(json: Array("[1]".utf8)) == nil)
    }
}
