import Testing

@testable import Agent

struct HostapdProbeTests {
    /// What hostapd 2.10 sent in the virtual machine when `iw scan` had asked, with another address.
    private static let event = "<3>RX-PROBE-REQUEST sa=02:5e:00:0a:bc:0f signal=-63"

    @Test func `an event becomes the frame that an adapter would have captured`() {
        #expect(
            made(from: Self.event, frequency: 2437) == [
                0x00, 0x00, 0x0D, 0x00,  // radiotap, 13 bytes
                0x28, 0x00, 0x00, 0x00,  // channel and signal are present
                0x85, 0x09, 0x00, 0x00,  // 2437 MHz, no flags
                0xC1,  // -63 dBm
                0x40, 0x00, 0x00, 0x00,  // probe request
                0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,  // to everybody
                0x02, 0x5E, 0x00, 0x0A, 0xBC, 0x0F,  // from
                0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,  // any network
                0x00, 0x00,
            ])
    }

    @Test func `what is not known is not in the header`() throws {
        let frame = try #require(made(from: "<3>RX-PROBE-REQUEST sa=02:5e:00:0a:bc:0f signal=0", frequency: nil))
        #expect(frame.prefix(8) == [0, 0, 8, 0, 0, 0, 0, 0])
        #expect(frame.count == 8 + 24)
    }

    @Test func `a frame that came with the event is taken whole`() throws {
        let hexadecimal = "40000000ffffffffffff025e000abc0fffffffffffff100000000104 02040b16"
        let text = Self.event + " channel=6 buf=" + hexadecimal.filter { $0 != " " }
        let frame = try #require(made(from: text, frequency: 2437))
        #expect(frame.dropFirst(13).prefix(4) == [0x40, 0, 0, 0])
        #expect(frame.suffix(8) == [0, 0, 1, 4, 2, 4, 0x0B, 0x16])
        #expect(frame.count == 13 + 24 + 8)
    }

    @Test(arguments: [
        "", "<", "<3>", "OK\n", "<3>AP-STA-CONNECTED 02:5e:00:0a:bc:0f", "<3>RX-PROBE-REQUEST ",
        "<3>RX-PROBE-REQUEST signal=-63", "<3>RX-PROBE-REQUEST sa=02:5e:00:0a:bc", "<3>RX-PROBE-REQUEST sa=02-5e",
        "<3>RX-PROBE-REQUEST sa=02:5e:00:0a:bc:0g signal=-63", "<3>RX-PROBE-REQUEST sa=02:5e:00:0a:bc:0f buf=4",
    ])
    func `what is no such event becomes no frame`(text: String) {
        #expect(made(from: text, frequency: 2437) == nil)
    }

    @Test func `each beginning and each changed byte of an event is read or refused`() {
        let bytes = Array((Self.event + " buf=40000000").utf8)
        for count in bytes.indices { _ = made(from: Array(bytes[..<count])) }
        for index in bytes.indices {
            for byte in [0, UInt8(ascii: " "), UInt8(ascii: "="), UInt8(ascii: "9"), 0xFF] {
                var changed = bytes
                changed[index] = byte
                _ = made(from: changed)
            }
        }
        let endless = Self.event + " buf=" + String(repeating: "40", count: 3_000)
        #expect(made(from: endless, frequency: nil) == nil)
    }

    @Test func `answers are told apart`() {
        #expect(HostapdAnswer("OK\n".utf8) == .done)
        #expect(HostapdAnswer("FAIL\n".utf8) == .refused)
        #expect(HostapdAnswer("UNKNOWN COMMAND\n".utf8) == .refused)
        #expect(
            HostapdAnswer("state=ENABLED\nphy=phy0\nfreq=2437\nnum_sta_non_erp=0\n".utf8)
                == .status(state: "ENABLED", frequencyMegahertz: 2437))
        #expect(HostapdAnswer("state=DFS\nfreq=0x".utf8) == .status(state: "DFS", frequencyMegahertz: nil))
        #expect(HostapdAnswer("PONG\n".utf8) == .other)
    }

    private func made(from text: String, frequency: UInt16?) -> [UInt8]? {
        made(from: Array(text.utf8), frequency: frequency)
    }

    private func made(from bytes: [UInt8], frequency: UInt16? = 2437) -> [UInt8]? {
        var frame = [UInt8](repeating: 0xEE, count: HostapdProbe.mostBytes)
        let length = HostapdProbe.write(bytes.span, frequencyMegahertz: frequency, to: &frame)
        return length.map { Array(frame.prefix($0)) }
    }
}
