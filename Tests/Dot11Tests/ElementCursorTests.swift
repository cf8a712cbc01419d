import Dot11
import GoldenFrames
import Testing

struct ElementCursorTests {
    private func walk(_ elements: [UInt8]) throws -> (found: [InformationElement], hasRemainder: Bool) {
        let bytes = GoldenFrame.header + elements
        let probe = try #require(try bareProbeRequest(bytes))
        var cursor = probe.elementCursor
        var found: [InformationElement] = []
        while let element = cursor.next(in: bytes.span) { found.append(element) }
        return (found, cursor.hasRemainder)
    }

    @Test func `elements come in their order with their contents`() throws {
        let (found, hasRemainder) = try walk(GoldenFrame.elements)
        #expect(found.map(\.id) == [0, 1, 50, 3, 45, 127, 191, 107, 255, 221, 221])
        #expect(found.map(\.contents.count) == [0, 4, 8, 1, 26, 8, 12, 1, 4, 7, 8])
        #expect(found.first?.contents == 26..<26)
        #expect(!hasRemainder)
    }

    @Test(arguments: [
        ("00 00 dd 05 01020304", 1), ("00 00 dd", 1), ("dd 01", 0), ("dd", 0), ("00 00", 1), ("", 0),
    ])
    func `an element that is cut ends the walk and is left over`(text: String, whole: Int) throws {
        let (found, hasRemainder) = try walk(hex(text))
        #expect(found.count == whole)
        #expect(hasRemainder == text.contains("dd"))
    }

    @Test func `the longest element is walked`() throws {
        let (found, _) = try walk([221, 255] + [UInt8](repeating: 7, count: 255) + [0, 0])
        #expect(found.map(\.contents.count) == [255, 0])
    }
}
