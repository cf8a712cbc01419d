import Glibc

/// Reads sysfs: what hardware a radio is. Source: Linux Documentation/ABI/testing/sysfs-class-ieee80211 (`device`).
struct SystemTree {
    /// Where sysfs is mounted.
    let root: String

    init(root: String = "/sys") { self.root = root }

    /// The hardware of the radio that is called `name` (`phy0`).
    func hardware(ofRadio name: String) -> AdapterHardware {
        let link = "\(root)/class/ieee80211/\(name)/device"
        guard let device = resolved(link) else { return AdapterHardware(driver: nil, bus: .other, path: "") }
        let place = Self.lastComponent(device)
        let driver = target("\(device)/driver")
        switch target("\(device)/subsystem") {
        case "usb":
            let parent = Self.parent(device)
            return AdapterHardware(
                driver: driver, bus: .usb, path: String(place.prefix { $0 != ":" }),
                vendor: number("\(parent)/idVendor"), product: number("\(parent)/idProduct"))
        case "pci":
            return AdapterHardware(
                driver: driver, bus: .pci, path: place, vendor: number("\(device)/vendor"),
                product: number("\(device)/device"))
        case "sdio", "mmc": return AdapterHardware(driver: driver, bus: .sdio, path: place)
        case "platform": return AdapterHardware(driver: driver, bus: .platform, path: place)
        default:
            let isVirtual = device.hasPrefix("\(resolved(root) ?? root)/devices/virtual/")
            return AdapterHardware(driver: driver, bus: isVirtual ? .virtual : .other, path: place)
        }
    }

    /// The path with all links followed; `nil` when there is no such thing.
    private func resolved(_ path: String) -> String? {
        guard let buffer = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(buffer) }
        return unsafe String(cString: buffer)
    }

    /// The last component of what a link leads to.
    private func target(_ path: String) -> String? { resolved(path).map(Self.lastComponent) }

    /// The hexadecimal number in a small file, with or without `0x`.
    private func number(_ path: String) -> UInt16? {
        guard let text = TextFile.contents(of: path)?.prefix(while: { !$0.isWhitespace }) else { return nil }
        return UInt16(text.hasPrefix("0x") ? text.dropFirst(2) : text, radix: 16)
    }

    private static func lastComponent(_ path: String) -> String {
        path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    }

    private static func parent(_ path: String) -> String { path.lastIndex(of: "/").map { String(path[..<$0]) } ?? path }
}
