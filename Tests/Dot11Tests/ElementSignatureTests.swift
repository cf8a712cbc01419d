import Dot11
import GoldenFrames
import Testing

struct ElementSignatureTests {
    private typealias Element = (id: UInt8, contents: [UInt8])

    private static let key = SignatureKey(0x0123_4567_89AB_CDEF, 0xFEDC_BA98_7654_3210)

    private func signature(_ elements: [Element], key: SignatureKey = key) throws -> UInt64 {
        let bytes = GoldenFrame.header + elements.flatMap { [$0.id, UInt8($0.contents.count)] + $0.contents }
        return try #require(try bareProbeRequest(bytes)).signature(in: bytes.span, key: key)
    }

    /// What a signature covers, written out as text (science.md 2.3): two lists of elements have one signature exactly
    /// when these texts are the same.
    private func covered(_ elements: [Element]) -> String {
        elements.map { element in
            switch element.id {
            case 1, 45, 50, 127, 191: "\(element.id)=\(element.contents)"
            case 221: "221=\(element.contents.prefix(4))"
            case 255: "255=\(element.contents.prefix(1))"
            default: "\(element.id)"
            }
        }.joined(separator: ";")
    }

    private func randomElements(using generator: inout SeededGenerator) -> [Element] {
        let ids: [UInt8] = [0, 1, 3, 45, 50, 107, 127, 191, 221, 255]
        return (0..<Int.random(in: 0...6, using: &generator)).map { _ in
            let id = ids.randomElement(using: &generator) ?? 0
            let length = [0, 1, 2, 3, 4, 5, 7, 8, 9, 16, 17].randomElement(using: &generator) ?? 0
            // Few values, so that equal coverings happen.
            return (id, (0..<length).map { _ in UInt8.random(in: 0...1, using: &generator) })
        }
    }

    @Test func `signatures are equal exactly when what they cover is equal`() throws {
        var generator = SeededGenerator()
        var seen: [UInt64: String] = [:]
        var signatures: [String: UInt64] = [:]
        for _ in 0..<20_000 {
            let elements = randomElements(using: &generator)
            let text = covered(elements)
            let value = try signature(elements)
            #expect(seen.updateValue(text, forKey: value) ?? text == text)
            #expect(signatures.updateValue(value, forKey: text) ?? value == value)
        }
        #expect(signatures.count > 1000 && signatures.count < 20_000)
    }

    private static let usual: [Element] = [
        (0, []), (1, [2, 4, 11, 22]), (50, [12, 18]), (3, [6]), (45, [UInt8](repeating: 9, count: 26)),
        (127, [4, 0, 8]), (191, [1, 2]), (255, [35, 1, 2]), (221, [0, 80, 242, 8, 1]),
    ]

    @Test func `what varies inside one device does not change it`() throws {
        let before = try signature(Self.usual)
        for (place, contents) in [(0, [97, 98]), (3, [11]), (7, [35, 9]), (8, [0, 80, 242, 8, 2, 3])]
            as [(Int, [UInt8])]
        {
            var changed = Self.usual
            changed[place].contents = contents
            #expect(try signature(changed) == before)
        }
    }

    @Test func `what differs between models changes it`() throws {
        let before = try signature(Self.usual)
        for place in [1, 2, 4, 5, 6] {
            for offset in Self.usual[place].contents.indices {
                var changed = Self.usual
                changed[place].contents[offset] ^= 0x80
                #expect(try signature(changed) != before)
            }
        }
        var vendor = Self.usual
        vendor[8].contents[3] = 9
        #expect(try signature(vendor) != before)
        #expect(try signature(Self.usual.dropLast()) != before)
        #expect(try signature(Self.usual.reversed()) != before)
    }

    @Test func `another key gives another signature`() throws {
        #expect(try signature(Self.usual) != signature(Self.usual, key: SignatureKey(1, 2)))
    }
}
