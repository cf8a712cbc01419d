import Foundation
import Testing

@testable import Radio

struct SystemTreeTests {
    /// A sysfs of files and links as a Raspberry Pi with two adapters shows it.
    @Test func `driver, port and product are read from sysfs`() throws {
        let files = FileManager.default
        let root = files.temporaryDirectory.appendingPathComponent("sys-\(UUID().uuidString)")
        defer { try? files.removeItem(at: root) }
        func folder(_ path: String) throws {
            try files.createDirectory(at: root.appendingPathComponent(path), withIntermediateDirectories: true)
        }
        func link(_ path: String, to target: String) throws {
            let target = root.appendingPathComponent(target).path
            try files.createSymbolicLink(atPath: root.appendingPathComponent(path).path, withDestinationPath: target)
        }
        let usb = "devices/platform/soc/usb1/1-1/1-1.2"
        for path in [
            "bus/usb/drivers/mt76x2u", "bus/sdio", "bus/sdio/drivers/brcmfmac", usb + "/1-1.2:1.0",
            "devices/platform/soc/mmc1:0001:1", "class/ieee80211/phy0", "class/ieee80211/phy1", "class/ieee80211/phy2",
        ] { try folder(path) }
        try link("class/ieee80211/phy0/device", to: "devices/platform/soc/mmc1:0001:1")
        try link("class/ieee80211/phy1/device", to: usb + "/1-1.2:1.0")
        try link("devices/platform/soc/mmc1:0001:1/driver", to: "bus/sdio/drivers/brcmfmac")
        try link("devices/platform/soc/mmc1:0001:1/subsystem", to: "bus/sdio")
        try link(usb + "/1-1.2:1.0/driver", to: "bus/usb/drivers/mt76x2u")
        try link(usb + "/1-1.2:1.0/subsystem", to: "bus/usb")
        try Data("0e8d\n".utf8).write(to: root.appendingPathComponent(usb + "/idVendor"))
        try Data("7612\n".utf8).write(to: root.appendingPathComponent(usb + "/idProduct"))

        let tree = SystemTree(root: root.path)
        #expect(
            tree.hardware(ofRadio: "phy1")
                == AdapterHardware(driver: "mt76x2u", bus: .usb, path: "1-1.2", vendor: 0x0E8D, product: 0x7612))
        #expect(
            tree.hardware(ofRadio: "phy0") == AdapterHardware(driver: "brcmfmac", bus: .sdio, path: "mmc1:0001:1"))
        #expect(tree.hardware(ofRadio: "phy2").driver == nil)
    }
}
