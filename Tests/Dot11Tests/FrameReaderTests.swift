import Dot11
import GoldenFrames
import Testing

struct FrameReaderTests {
    @Test(arguments: GoldenFrame.all.filter { !$0.name.hasPrefix("bare") })
    func `the frame behind each link header is the same`(golden: GoldenFrame) throws {
        let probe = try #require(try golden.probeRequest())
        #expect(probe.transmitter.bits == 0x0200_0000_0001)
        #expect(probe.transmitter.isLocallyAdministered && !probe.transmitter.isGroup)
        #expect(probe.sequenceNumber == 0x123)
        #expect(probe.fragmentNumber == 0)
        #expect(!probe.isRetry)
        #expect(Array(golden.bytes[probe.elements]) == GoldenFrame.elements)
    }

    @Test func `a frame without link header is read the same`() throws {
        let golden = try GoldenFrame.named("bare")
        let probe = try #require(try golden.probeRequest())
        #expect(probe.elements == 24..<golden.bytes.count)
        #expect(probe.radio.signalDBm == nil && probe.radio.frequencyMegahertz == nil)
        #expect(probe.frameCheck == .absent)
    }

    @Test(arguments: ["bare-beacon", "bare-acknowledgment"])
    func `frames of other kinds are passed over`(name: String) throws {
        #expect(try GoldenFrame.named(name).probeRequest() == nil)
    }

    @Test func `another version of the protocol is another kind of frame`() throws {
        #expect(try bareProbeRequest([0x41] + GoldenFrame.header.dropFirst()) == nil)
    }

    @Test func `another kind is told before the rest of the link header is looked at`() throws {
        // Present bits that run out of the header, before a beacon.
        let bytes = hex("00 00 0800 ffffffff 8000")
        #expect(try FrameReader(linkType: .radiotap).probeRequest(in: bytes.span) == nil)
    }

    @Test func `a frame cut in its own header is truncated`() {
        for count in 0..<24 {
            #expect(throws: FrameError.truncated) { try bareProbeRequest(Array(GoldenFrame.header.prefix(count))) }
        }
        #expect(throws: Never.self) { try bareProbeRequest(GoldenFrame.header) }
    }

    @Test func `with the HTC bit four octets more stand before the elements`() throws {
        let golden = try GoldenFrame.named("bare-control")
        let probe = try #require(try golden.probeRequest())
        #expect(Array(golden.bytes[probe.elements]) == GoldenFrame.elements)
        #expect(probe.isRetry)
        #expect(throws: FrameError.truncated) { try bareProbeRequest(GoldenFrame.header(flags: 0x80) + [1, 2, 3]) }
    }

    @Test func `a part of a frame has no elements`() throws {
        let later = try #require(try GoldenFrame.named("bare-later-fragment").probeRequest())
        #expect(later.fragmentNumber == 1)
        #expect(later.elements.isEmpty)
        let first = try #require(try GoldenFrame.named("bare-first-fragment").probeRequest())
        #expect(first.fragmentNumber == 0)
        #expect(first.elements.isEmpty)
    }

    @Test func `a header that says that no frame was heard is passed over`() throws {
        let bytes = hex("00 00 0900 00000004 00") + GoldenFrame.header  // bit 26: zero-length PSDU
        #expect(try FrameReader(linkType: .radiotap).probeRequest(in: bytes.span) == nil)
    }

    @Test func `an encrypted probe request cannot be read`() {
        #expect(throws: FrameError.unreadable) { try GoldenFrame.named("bare-protected").probeRequest() }
    }

    @Test func `a group as transmitter is reported as it stands`() throws {
        var bytes = GoldenFrame.header
        bytes.replaceSubrange(10..<16, with: hex("ffffffffffff"))
        let probe = try #require(try bareProbeRequest(bytes))
        #expect(probe.transmitter.isGroup)
    }
}
