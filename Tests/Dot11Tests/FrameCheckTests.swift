import Dot11
import GoldenFrames
import Testing

struct FrameCheckTests {
    /// Flags and check sequence as given, after the smallest radiotap header that can have flags.
    private func request(flags: UInt8, _ sequence: [UInt8], frame: [UInt8] = GoldenFrame.header, cut: Int = 0)
        throws -> ProbeRequest?
    {
        let bytes = hex("00 00 0900 02000000") + [flags] + frame + sequence
        return try FrameReader(linkType: .radiotap).probeRequest(in: bytes.span, originalLength: bytes.count + cut)
    }

    private let right = checkSequence(of: GoldenFrame.header)
    private let wrong: [UInt8] = [1, 2, 3, 4]

    @Test func `the sequence is computed where the header says that it is there`() throws {
        #expect(try request(flags: 0x10, right)?.frameCheck == .correct)
        #expect(try request(flags: 0x10, wrong)?.frameCheck == .incorrect)
    }

    @Test func `a receiver's verdict counts even against the sum`() throws {
        #expect(try request(flags: 0x50, right)?.frameCheck == .incorrect)
        #expect(try request(flags: 0x40, [])?.frameCheck == .incorrect)
    }

    @Test func `where the header denies it the octets are elements`() throws {
        let probe = try #require(try request(flags: 0, right))
        #expect(probe.frameCheck == .absent)
        #expect(probe.elements.count == 4)
    }

    @Test func `the sequence is no element`() throws {
        #expect(try request(flags: 0x10, right)?.elements.isEmpty == true)
    }

    @Test(arguments: 1...6) func `a cut frame has lost its sequence and keeps its elements`(cut: Int) throws {
        let whole = GoldenFrame.header + GoldenFrame.elements + wrong
        let kept = Array(whole.dropLast(cut))
        let probe = try #require(try request(flags: 0x10, [], frame: kept, cut: cut))
        #expect(probe.frameCheck == .absent)
        #expect(probe.elements.count == GoldenFrame.elements.count - max(0, cut - 4))
    }

    @Test func `a header that promises a sequence that does not fit is truncated`() {
        #expect(throws: FrameError.truncated) { try request(flags: 0x10, []) }
    }

    @Test(arguments: ["bare-checked", "avs"])
    func `without word of it the sequence is known by its value`(name: String) throws {
        let golden = try GoldenFrame.named(name)
        let probe = try #require(try golden.probeRequest())
        #expect(probe.frameCheck == .correct)
        #expect(probe.elements.upperBound == golden.bytes.count - 4)
        let cut = try #require(try golden.probeRequest(cut: 1))
        #expect(cut.frameCheck == .absent)
        #expect(cut.elements.upperBound == golden.bytes.count)
    }

    @Test func `a frame with a wrong sequence is listed although it claims to be encrypted`() throws {
        let probe = try #require(try request(flags: 0x10, wrong, frame: GoldenFrame.header(flags: 0x40)))
        #expect(probe.frameCheck == .incorrect)
        #expect(probe.elements.isEmpty)
    }

    @Test func `with a wrong sequence the fragment number is in doubt and the elements are listed`() throws {
        let frame = GoldenFrame.header(sequenceControl: 0x1231) + GoldenFrame.elements
        #expect(try request(flags: 0x10, wrong, frame: frame)?.elements.count == GoldenFrame.elements.count)
        #expect(try request(flags: 0x10, checkSequence(of: frame), frame: frame)?.elements.isEmpty == true)
    }
}
