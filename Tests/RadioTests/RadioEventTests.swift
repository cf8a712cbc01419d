import Testing

@testable import Radio

struct RadioEventTests {
    private func messages(_ name: String) throws -> [NetlinkMessage] {
        try Golden(name).messages.flatMap { NetlinkMessage.messages(in: $0) }
    }

    /// The story as `iw event` printed it.
    @Test func `the news of nl80211 is that which iw event prints`() throws {
        let events = try messages("events-wireless").compactMap { RadioEvent(wireless: $0) }
        let story = events.map { event in
            switch event {
            case .interfaceAdded(let interface): "added \(interface.name) \(interface.role) \(interface.radio)"
            case .interfaceRemoved(let interface): "removed \(interface.role) \(interface.radio)"
            case .regulatoryChanged(let country): "domain \(country ?? "-")"
            case .radioAdded(let radio): "radio \(radio)"
            case .radioRemoved(let radio): "radio \(radio) gone"
            default: "other"
            }
        }
        #expect(
            story == [
                "added zz monitor 1", "removed monitor 1", "domain DE", "removed station 0", "radio 0 gone",
                "removed monitor 1", "radio 1 gone",
            ])
    }

    /// The story as `ip monitor link` printed it, as far as it tells of up and down.
    @Test func `the news of rtnetlink is that which ip monitor prints`() throws {
        let events = try messages("events-links").compactMap { RadioEvent(link: $0) }
        let zz = events.filter { event in
            switch event {
            case .linkChanged("zz", _, _), .linkRemoved("zz", _): true
            default: false
            }
        }
        #expect(
            zz == [
                .linkChanged(name: "zz", index: 7, isUp: false), .linkChanged(name: "zz", index: 7, isUp: true),
                .linkChanged(name: "zz", index: 7, isUp: false), .linkRemoved(name: "zz", index: 7),
            ])
        #expect(events.contains(.linkRemoved(name: "wlan0", index: 3)))
    }

    @Test func `a new radio is news`() {
        // Generic netlink, family 0x20: NL80211_CMD_NEW_WIPHY (3), attribute NL80211_ATTR_WIPHY (1) = 5
        let bytes = Golden.bytes("1c000000200000000000000000000000" + "03010000" + "0800010005000000")
        #expect(NetlinkMessage.messages(in: bytes).compactMap { RadioEvent(wireless: $0) } == [.radioAdded(5)])
    }
}
