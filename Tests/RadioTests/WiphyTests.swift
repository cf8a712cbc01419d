import Survey
import Testing

@testable import Radio

struct WiphyTests {
    /// Against the lines that `iw phy` printed for the same answers.
    @Test(arguments: ["world", "US"]) func `the channels are those that iw prints`(domain: String) throws {
        let radios = Wiphy.radios(in: try Golden("radios-\(domain)").answers)
        let radio = try #require(radios.first)
        #expect(radios.count == 1)
        let printed = try Golden.text("radios-\(domain).iw").split(separator: "\n").compactMap(Self.channel)
        let differences = zip(radio.channels.sorted { $0.channel < $1.channel }.map(Self.seen), printed)
            .filter { $0 != $1 }
        #expect(differences.isEmpty)
        #expect(radio.channels.count == printed.count)
        #expect(printed.count > 100)
    }

    @Test func `a radio under mac80211 listens beside anything`() throws {
        let radio = try #require(Wiphy.radios(in: try Golden("radios-world").answers).first)
        #expect(radio.name == "phy0")
        #expect(radio.index == 0)
        #expect(radio.canMonitor)
        #expect(radio.addsMonitorsFreely)
    }

    /// Of a channel that is closed `iw` prints nothing else.
    private static func seen(_ channel: RegulatoryChannel) -> RegulatoryChannel {
        channel.isDisabled ? RegulatoryChannel(channel.channel, isDisabled: true) : channel
    }

    /// `* 5260 MHz [52] (disabled)`, `(20.0 dBm) (no IR, radar detection)`; half channels are none of ours.
    private static func channel(_ line: Substring) -> RegulatoryChannel? {
        let words = line.split(separator: " ")
        guard words.count > 3, let channel = Channel(frequencyMegahertz: Int(words[1]) ?? 0) else { return nil }
        let isNumbered = words[3] == "[\(channel.number)]"
        #expect(isNumbered)
        return RegulatoryChannel(
            channel, isDisabled: line.contains("disabled"), isPassive: line.contains("no IR"),
            needsRadarDetection: line.contains("radar"))
    }
}
