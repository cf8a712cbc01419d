import Glibc
import Survey
import Testing

@testable import Radio

struct AdapterTests {
    @Test func `the strongest claim on a radio decides who chooses the channel`() {
        var adapter = Adapter.example()
        #expect(adapter.occupation == .free)
        adapter.interfaces = [.example("wlan0", .station, isUp: false), .example("footfall0", .monitor)]
        #expect(adapter.occupation == .free)
        adapter.interfaces.append(.example("wlan1", .station))
        #expect(adapter.occupation == .idle(interface: "wlan1"))
        adapter.interfaces.append(.example("wlan2", .station, frequency: 2412))
        #expect(adapter.occupation == .connected(interface: "wlan2"))
        adapter.interfaces.append(.example("wlan3", .accessPoint, frequency: 2412))
        #expect(adapter.occupation == .serving(interface: "wlan3"))
    }

    @Test func `the verdict knows drivers, and what the kernel cannot do`() {
        #expect(Adapter.example(driver: "mt76x2u").verdict.grade == .good)
        #expect(Adapter.example(driver: "ath10k_pci").verdict.grade == .bad)
        #expect(Adapter.example(driver: "brcmfmac").verdict.grade == .limited)
        #expect(Adapter.example(driver: "brcmfmac", canMonitor: false).verdict.reason.contains("USB adapter"))
        #expect(Adapter.example(driver: "future", canMonitor: false).verdict.grade == .bad)
        #expect(Adapter.example(driver: "future").verdict.grade == .good)
        #expect(Adapter.example(driver: "future").verdict.source == nil)
        #expect(Adapter.example(driver: "future", channels: []).verdict.grade == .bad)
    }

    @Test func `no driver is listed twice, and each has a reason and a source`() {
        let names = KnownDriver.all.flatMap(\.names)
        #expect(Set(names).count == names.count)
        #expect(KnownDriver.all.allSatisfy { !$0.reason.isEmpty && !$0.source.isEmpty && !$0.reason.hasSuffix(".") })
    }

    @Test func `an adapter is chosen by name, by radio, by port, and else the best free one`() throws {
        var busy = Adapter.example(radio: 0, driver: "mt76x2u")
        busy.interfaces = [.example("wlan0", .station, frequency: 2412)]
        var dongle = Adapter.example(radio: 1, driver: "rt2800usb")
        dongle.hardware.bus = .usb
        dongle.hardware.path = "1-1.2"
        dongle.interfaces = [.example("wlan1", .station, isUp: false)]
        let catalog = AdapterCatalog([busy, dongle])
        func choice(_ text: String) throws -> String { try #require(AdapterSelection(text)).adapter(in: catalog).name }
        #expect(try choice("any") == "phy1")
        #expect(try choice("wlan0") == "phy0")
        #expect(try choice("phy1") == "phy1")
        #expect(try choice("usb:1-1.2") == "phy1")
        #expect(throws: RadioError.self) { try choice("wlan7") }
        #expect(throws: RadioError.self) { try AdapterSelection.any.adapter(in: AdapterCatalog([])) }
    }

    @Test func `an adapter that returns in another port under another name is known again`() throws {
        var dongle = Adapter.example(radio: 7, driver: "mt76x2u")
        dongle.hardware = AdapterHardware(driver: "mt76x2u", bus: .usb, path: "1-1.4", vendor: 0x0E8D, product: 0x7612)
        var lost = dongle.hardware
        lost.path = "1-1.2"
        let catalog = AdapterCatalog([dongle])
        #expect(try AdapterSelection.usb(path: "1-1.2").adapter(in: catalog, returning: lost) == dongle)
        lost.product = 0x7610
        #expect(throws: RadioError.self) {
            try AdapterSelection.usb(path: "1-1.2").adapter(in: catalog, returning: lost)
        }
    }

    @Test(arguments: ["", "a name", "eth0/1", "usb:", "averyveryverylongname"])
    func `what can be no selection is none`(text: String) { #expect(AdapterSelection(text) == nil) }

    @Test(arguments: ["any", "phy0", "usb:1-1.2", "wlx00c0ca123456"])
    func `a selection prints as it is written`(text: String) throws {
        #expect(try #require(AdapterSelection(text)).description == text)
    }

    @Test func `interfaces that others capture from are seen`() {
        let table = """
            sk               RefCnt Type Proto  Iface R Rmem   User   Inode
            0000000000000000 3      3    0003   6     1 0      0      17431
            0000000000000000 3      3    0003   0     1 0      0      17432
            """
        #expect(PacketSockets.interfaces(inTable: table) == [6])
        #expect(PacketSockets.interfaces(inTable: "").isEmpty)
    }
}

extension AdapterCatalog {
    init(_ adapters: [Adapter]) {
        self.init([], interfaces: [], domains: [], links: [], tree: SystemTree())
        self.adapters = adapters
    }
}

extension Adapter {
    static func example(
        radio: UInt32 = 0, driver: String = "mt76x2u", canMonitor: Bool = true, channels: [Int] = [2412, 2437, 2462]
    ) -> Self {
        Adapter(
            radio: radio, name: "phy\(radio)",
            hardware: AdapterHardware(driver: driver, bus: .pci, path: "0000:01:00.0"),
            channels: channels.compactMap { Channel(frequencyMegahertz: $0).map { RegulatoryChannel($0) } },
            canMonitor: canMonitor, addsMonitorsFreely: true, interfaces: [])
    }
}

extension WirelessInterface {
    static func example(_ name: String, _ role: Role, isUp: Bool = true, frequency: UInt16? = nil) -> Self {
        WirelessInterface(name: name, index: 1, radio: 0, role: role, frequencyMegahertz: frequency, isUp: isUp)
    }
}
