import GoldenFrames
import Testing

@testable import Dot11

struct RadiotapFieldCursorTests {
    private func fields(of header: [UInt8]) throws(FrameError) -> [RadiotapField] {
        let span = header.span
        let length = try LinkHeader.radiotapLength(in: span)
        var cursor = try RadiotapFieldCursor(in: span, length: length)
        var fields: [RadiotapField] = []
        while let field = try cursor.next(in: span) { fields.append(field) }
        return fields
    }

    /// Present words, then `data`, under a header of that length.
    private func header(_ words: [UInt32], _ data: [UInt8]) -> [UInt8] {
        let present = words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
        return [0, 0, UInt8(4 + present.count + data.count), 0] + present + data
    }

    @Test(arguments: 0..<28) func `each field alone stands at its alignment`(number: Int) throws {
        // The header's own eight bytes keep every alignment, so one byte of flags or rate goes before.
        let first = number == 1 ? 2 : 1
        let layout = RadiotapLayout.table[number]
        let words: [UInt32] = [1 << 29 | 1 << 31 | 1 << UInt32(first), 1 << UInt32(number)]
        let found = try fields(of: header(words, [UInt8](repeating: 0, count: 32)))
        let alignment = Int(layout.alignment)
        let expected = RadiotapField(
            number: number, offset: (13 + alignment - 1) / alignment * alignment, size: Int(layout.size))
        #expect(found == [RadiotapField(number: first, offset: 12, size: 1), expected])
    }

    @Test func `a field beyond the end of the header is malformed`() {
        for number in 0..<28 {
            let size = Int(RadiotapLayout.table[number].size)
            let short = header([1 << UInt32(number)], [UInt8](repeating: 0, count: size - 1))
            #expect(throws: FrameError.malformedLinkHeader) { try fields(of: short) }
        }
    }

    @Test func `present words beyond the end of the header are malformed`() {
        #expect(throws: FrameError.malformedLinkHeader) { try fields(of: header([1 << 31], [])) }
        #expect(throws: FrameError.malformedLinkHeader) { try fields(of: header([1 << 31], [0, 0, 0])) }
    }

    @Test func `two namespaces at once are malformed`() {
        let both: UInt32 = 1 << 29 | 1 << 30
        let data = [UInt8](repeating: 0, count: 8)
        for words: [UInt32] in [[both | 2], [both | 1 << 28], [1 << 29 | 1 << 31, both]] {
            #expect(throws: FrameError.malformedLinkHeader) { try fields(of: header(words, data)) }
        }
    }

    @Test func `an undefined bit ends the walk and keeps what came before`() throws {
        // As in old drivers that use bits above 31 without saying which namespace.
        let found = try fields(of: header([1 << 5 | 1 << 31, 1 << 5], [0xC4, 0xD0]))
        #expect(found == [RadiotapField(number: 5, offset: 12, size: 1)])
    }

    @Test func `an empty word among undefined ones does not end the walk`() throws {
        let found = try fields(of: header([1 << 5 | 1 << 31, 1 << 29 | 1 << 31, 1 << 5], [0xC4, 0xD0]))
        #expect(found.map(\.offset) == [16, 17])
    }

    @Test func `a record beyond the end of the header is malformed`() {
        #expect(throws: FrameError.malformedLinkHeader) { try fields(of: header([1 << 28], [33, 0, 1, 0])) }
        #expect(throws: FrameError.malformedLinkHeader) { try fields(of: header([1 << 28], [33, 0])) }
    }

    @Test func `records follow one another at multiples of four`() throws {
        let found = try fields(of: header([1 << 1 | 1 << 28], hex("10 000000 2100 0100 ff 000000 2200 0000")))
        #expect(
            found == [
                RadiotapField(number: 1, offset: 8, size: 1), RadiotapField(number: 33, offset: 16, size: 1),
                RadiotapField(number: 34, offset: 24, size: 0),
            ])
    }
}
