import Testing

@testable import Radio

struct RadioTrackerTests {
    @Test func `an interface that is announced as down before it is up is no fault`() {
        var tracker = RadioTracker(radio: 0, interface: 6)
        func link(_ isUp: Bool) -> RadioTracker.News {
            tracker.meaning(of: .linkChanged(name: "footfall0", index: 6, isUp: isUp))
        }
        #expect(link(false) == .nothing)
        #expect(link(true) == .nothing)
        #expect(link(true) == .nothing)
        #expect(link(false) == .silenced)
        #expect(link(false) == .nothing)
    }

    @Test func `only what concerns the radio or its interface is news`() {
        var tracker = RadioTracker(radio: 0, interface: 6)
        let other = WirelessInterface.example("wlan0", .accessPoint)
        #expect(tracker.meaning(of: .radioRemoved(1)) == .nothing)
        #expect(tracker.meaning(of: .radioRemoved(0)) == .unplugged)
        #expect(tracker.meaning(of: .linkRemoved(name: "eth0", index: 2)) == .nothing)
        #expect(tracker.meaning(of: .linkRemoved(name: "footfall0", index: 6)) == .silenced)
        #expect(tracker.meaning(of: .interfaceAdded(other)) == .occupationChanged)
        #expect(tracker.meaning(of: .interfaceRemoved(other)) == .occupationChanged)
        #expect(tracker.meaning(of: .radioAdded(3)) == .lookAgain)
        #expect(tracker.meaning(of: .overrun) == .lookAgain)
        #expect(tracker.meaning(of: .regulatoryChanged(country: nil)) == .channelsChanged)
    }
}
