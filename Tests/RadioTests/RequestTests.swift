import Survey
import Testing

@testable import Radio

/// Each request against what `iw` and `ip` sent for the same purpose.
struct RequestTests {
    private let family: UInt16 = 0x20

    /// Our datagram with the sequence number and the port of the recorded one, since these are chance.
    private func datagram(_ request: NetlinkRequest, like recorded: [UInt8]) -> [UInt8] {
        var bytes = request.datagram(family: family, sequence: recorded[...].word(at: 8))
        bytes.replaceSubrange(12..<16, with: recorded[12..<16])
        return bytes
    }

    private func recorded(_ name: String) throws -> [UInt8] { try #require(Golden(name).messages.first) }

    @Test func `removing an interface is asked as by iw dev del`() throws {
        let theirs = try recorded("remove")
        #expect(datagram(WirelessRequest.remove("footfall0", index: 6), like: theirs) == theirs)
    }

    @Test func `monitor mode is asked as by iw dev set type monitor`() throws {
        let theirs = try recorded("monitor")
        #expect(datagram(WirelessRequest.setRole("wlan1", index: 4, .monitor), like: theirs) == theirs)
    }

    @Test func `the channel is read as by iw dev info`() throws {
        let theirs = try recorded("interface")
        #expect(datagram(WirelessRequest.readInterface("footfall0", index: 6), like: theirs) == theirs)
    }

    @Test func `the noise is read as by iw dev survey dump`() throws {
        let theirs = try recorded("survey")
        #expect(datagram(WirelessRequest.readSurvey("footfall0", index: 2), like: theirs) == theirs)
    }

    @Test func `a link is brought up and taken down as by ip link set`() throws {
        let up = try recorded("up")
        #expect(datagram(LinkRequest.set("footfall0", index: 6, isUp: true), like: up) == up)
        let down = try recorded("down")
        #expect(datagram(LinkRequest.set("footfall0", index: 6, isUp: false), like: down) == down)
    }

    @Test func `interfaces and domains are listed as by iw dev and iw reg get`() throws {
        let interfaces = try recorded("interfaces")
        #expect(datagram(WirelessRequest.listInterfaces(), like: interfaces) == interfaces)
        let domains = try recorded("domain-world")
        #expect(datagram(WirelessRequest.listRegulatoryDomains(), like: domains) == domains)
    }

    @Test func `a monitor interface is added as by iw phy interface add and belongs to the socket`() throws {
        var theirs = try recorded("add")
        theirs += [0x04, 0x00, 0xCC, 0x00]  // length 4, NL80211_ATTR_SOCKET_OWNER (204), a flag
        theirs[0] += 4
        #expect(datagram(WirelessRequest.addMonitor("footfall0", radio: 0), like: theirs) == theirs)
    }

    @Test func `a channel is set with the attributes of iw set freq under the command that guards others`() throws {
        var theirs = try recorded("tune")
        #expect(theirs[16] == 2)  // NL80211_CMD_SET_WIPHY
        theirs[16] = 65  // NL80211_CMD_SET_CHANNEL
        let channel = try #require(Channel(frequencyMegahertz: 2437))
        #expect(datagram(WirelessRequest.tune("footfall0", index: 6, to: channel), like: theirs) == theirs)
    }

    @Test func `radios are listed in parts`() {
        let expected = Golden.bytes(
            "18000000" + "2000" + "0503"  // 24 bytes, family, request + acknowledge + dump
                + "07000000" + "00000000"  // sequence, port
                + "01000000"  // NL80211_CMD_GET_WIPHY
                + "0400ae00")  // NL80211_ATTR_SPLIT_WIPHY_DUMP
        #expect(WirelessRequest.listRadios().datagram(family: family, sequence: 7) == expected)
    }

    @Test func `links are listed`() {
        let expected = Golden.bytes(
            "20000000" + "1200" + "0503" + "07000000" + "00000000"  // RTM_GETLINK
                + "00000000000000000000000000000000")  // struct ifinfomsg
        #expect(LinkRequest.list().datagram(family: 0, sequence: 7) == expected)
    }
}
