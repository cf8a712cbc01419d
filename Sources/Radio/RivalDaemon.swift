import Glibc

/// A program that may take an adapter for itself: it brings its station up, scans, and so moves the channel.
public enum RivalDaemon: String, CaseIterable, Sendable {
    /// NetworkManager.
    case networkManager = "NetworkManager"
    /// wpa_supplicant, mostly started by one of the others.
    case wpaSupplicant = "wpa_supplicant"
    /// dhcpcd, as on Raspberry Pi OS up to 11.
    case dhcpcd = "dhcpcd"
    /// ConnMan.
    case connman = "connmand"
    /// iwd.
    case iwd = "iwd"

    /// Those that run on this box. Whether one touches a given adapter is told by ``Adapter/occupation``.
    public static func running() -> [Self] { running(in: "/proc") }

    /// Source: proc(5), `/proc/PID/comm` (the name, at most 15 bytes).
    static func running(in root: String) -> [Self] {
        guard let folder = unsafe opendir(root) else { return [] }
        defer { unsafe closedir(folder) }
        var found = Set<Self>()
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
                unsafe name.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            guard name.allSatisfy(\.isNumber), let text = TextFile.contents(of: "\(root)/\(name)/comm"),
                let daemon = Self(rawValue: String(text.prefix { $0 != "\n" }))
            else { continue }
            found.insert(daemon)
        }
        return allCases.filter(found.contains)
    }
}
