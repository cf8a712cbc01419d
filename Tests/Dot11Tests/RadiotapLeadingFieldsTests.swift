import Testing

@testable import Dot11

struct RadiotapLeadingFieldsTests {
    @Test(arguments: 0..<UInt32(128), [1, 2, 3])
    func `each set of leading fields stands where a walk from field to field finds it`(bits: UInt32, words: Int) throws
    {
        let header = Self.header(bits: bits, words: words)
        var walk = try RadiotapFieldCursor(in: header.span, length: header.count)
        var places: [Int: Int] = [:]
        while let field = try walk.next(in: header.span) { places[field.number] = field.offset }

        var cursor = try RadiotapFieldCursor(in: header.span, length: header.count)
        let fields = try cursor.takeLeadingFields()

        #expect((fields.hasFlags ? fields.flags : nil) == places[1])
        #expect((fields.hasChannel ? fields.channel : nil) == places[3])
        #expect((fields.hasSignal ? fields.signal : nil) == places[5])
        #expect((fields.hasNoise ? fields.noise : nil) == places[6])
        #expect(try cursor.next(in: header.span)?.offset == places[7])
    }

    @Test func `a header that ends inside a leading field is malformed`() throws {
        var header = Self.header(bits: 1 << 1 | 1 << 3, words: 1)
        header.removeLast(header.count - 13)
        var cursor = try RadiotapFieldCursor(in: header.span, length: header.count)
        #expect(throws: FrameError.malformedLinkHeader) { try cursor.takeLeadingFields() }
    }

    /// A header of so many present words, the later ones empty, with lock quality (bit 7) and more room than it needs.
    private static func header(bits: UInt32, words: Int) -> [UInt8] {
        var header: [UInt8] = [0, 0, 64, 0]
        for word in 0..<words {
            // Bit 29 keeps the radiotap namespace, bit 31 says that another word follows.
            let present = (word == 0 ? bits | 1 << 7 : 0) | (word + 1 < words ? 1 << 29 | 1 << 31 : 0)
            for octet in 0..<4 { header.append(UInt8(truncatingIfNeeded: present >> (8 * UInt32(octet)))) }
        }
        return header + [UInt8](repeating: 0, count: 64 - header.count)
    }
}
