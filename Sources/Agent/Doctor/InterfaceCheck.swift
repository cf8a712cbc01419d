import Radio

/// Whether an interface that somebody else sets up is there, up, and in monitor mode.
enum InterfaceCheck {
    static func findings(_ name: String, in catalog: AdapterCatalog) -> [Finding] {
        let folder = "/sys/class/net/\(name)"
        guard let type = number(in: "\(folder)/type", radix: 10), let flags = number(in: "\(folder)/flags", radix: 16)
        else {
            return [Finding("interface", .problem, "there is no interface \(name)", cure: "ip -brief link lists them")]
        }
        guard capturing.contains(type) else {
            let cure = "ip link set \(name) down; iw dev \(name) set type monitor; ip link set \(name) up"
            return [Finding("interface", .problem, "\(name) is not in monitor mode", cure: cure)]
        }
        guard flags & isUp != 0 else {
            return [Finding("interface", .problem, "\(name) is down", cure: "ip link set \(name) up")]
        }
        let interface = catalog.adapters.flatMap(\.interfaces).first { $0.name == name }
        let place = interface?.frequencyMegahertz.map { " on \($0) MHz" } ?? ""
        return [Finding("interface", .ok, "\(name) is up and in monitor mode\(place)")]
    }

    private static func number(in path: String, radix: Int) -> Int? {
        guard let text = TextFile.contents(of: path)?.prefix(while: { !$0.isNewline }) else { return nil }
        return Int(text.hasPrefix("0x") ? text.dropFirst(2) : text, radix: radix)
    }

    /// ARPHRD_IEEE80211 to ARPHRD_IEEE80211_RADIOTAP: linux/if_arp.h.
    private static let capturing = 801...803
    /// IFF_UP: linux/if.h.
    private static let isUp = 1
}
