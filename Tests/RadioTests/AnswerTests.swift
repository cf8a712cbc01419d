import Testing

@testable import Radio

/// Answers of the kernel, and what must hold for any bytes.
struct AnswerTests {
    @Test func `the interfaces are those that iw dev prints`() throws {
        let interfaces = try Golden("interfaces").answers.compactMap { WirelessInterface($0) }
        #expect(
            interfaces.map { "\($0.radio) \($0.name) \($0.index) \($0.role)" }.sorted() == [
                "0 footfall0 6 monitor", "0 wlan0 3 station", "1 wlan1 4 station",
            ])
    }

    @Test func `the frequency is the one that iw dev info prints`() throws {
        let interface = try #require(try Golden("interface").answers.compactMap { WirelessInterface($0) }.first)
        #expect(interface.frequencyMegahertz == 5180)
    }

    @Test func `the noise is the one that iw dev survey dump prints`() throws {
        let noise = try Golden("survey").answers.compactMap { ChannelNoise($0) }
        #expect(noise.map(\.frequencyMegahertz) == [2412, 2437, 2462, 5180])
        #expect(noise.allSatisfy { $0.levelDBm == -92 && !$0.isInUse })
    }

    @Test func `of a driver that names no noise there is none, and the channel in use is marked`() {
        let marked = "1800" + "5400" + "08000100" + "85090000" + "05000200" + "a1000000" + "04000300"
        #expect(
            ChannelNoise(Golden.bytes(marked)[...])
                == ChannelNoise(frequencyMegahertz: 2437, levelDBm: -95, isInUse: true))
        let silent = "0c00" + "5400" + "08000100" + "85090000"
        #expect(ChannelNoise(Golden.bytes(silent)[...]) == nil)
    }

    @Test func `the answer to an addition names the new interface`() throws {
        let interface = try #require(try Golden("add").answers.compactMap { WirelessInterface($0) }.first)
        #expect(interface.name == "footfall0")
        #expect(interface.index == 6)
        #expect(MonitorName.isOurs(interface))
    }

    @Test func `the domains are those that iw reg get prints`() throws {
        #expect(try Golden("domain-world").answers.compactMap { RegulatoryDomain($0) }.map(\.country) == ["00"])
        let us = try Golden("domain-US").answers.compactMap { RegulatoryDomain($0) }
        #expect(us.map(\.country) == ["US"])
        #expect(us.allSatisfy { $0.radio == nil && !$0.isWorld })
    }

    @Test func `a refusal carries the kernel's own words`() throws {
        let disabled = try #require(try Golden("tune-disabled").acknowledgement)
        #expect(NetlinkFailure(disabled)?.code == 22)
        #expect(NetlinkFailure(disabled)?.text == "Channel is disabled")
        let busy = try #require(try Golden("monitor-busy").acknowledgement)
        #expect(NetlinkFailure(busy)?.code == 16)
        #expect(NetlinkFailure(busy)?.text == "")
        #expect(NetlinkFailure(try #require(try Golden("tune").acknowledgement)) == nil)
    }

    @Test func `a refusal whose request is left out carries the kernel's words too`() {
        let bytes = Golden.bytes(
            "3c000000" + "0200" + "0003" + "01000000" + "00000000"  // NLMSG_ERROR, NLM_F_CAPPED | NLM_F_ACK_TLVS
                + "eaffffff" + "3c000000200005000100000000000000"  // -22, header of the request only
                + "18000100" + "4368616e6e656c2069732064697361626c656400")  // NLMSGERR_ATTR_MSG
        let failure = NetlinkMessage.messages(in: bytes).first.flatMap { NetlinkFailure($0) }
        #expect(failure?.text == "Channel is disabled")
    }

    /// Every truncation and every changed byte of every recorded message is read without a trap.
    @Test(arguments: Golden.names) func `damaged messages are read or left out`(name: String) throws {
        for message in try Golden(name).messages.filter({ $0.count < 3000 }).prefix(40) {
            for length in 0..<message.count { Self.readAll(Array(message.prefix(length))) }
            for offset in message.indices {
                var damaged = message
                damaged[offset] ^= 0xFF
                Self.readAll(damaged)
            }
        }
    }

    private static func readAll(_ bytes: [UInt8]) {
        for message in NetlinkMessage.messages(in: bytes) {
            _ = NetlinkFailure(message)
            _ = RadioEvent(wireless: message)
            _ = RadioEvent(link: message)
            _ = LinkState(message.payload)
            _ = Wiphy.radios(in: [message.payload.dropFirst(4)])
            _ = ChannelNoise(message.payload.dropFirst(4))
        }
    }
}
