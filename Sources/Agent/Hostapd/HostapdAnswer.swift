/// What hostapd answers to a command.
///
/// Source: hostap hostapd/ctrl_iface.c (`OK`, `FAIL`, `UNKNOWN COMMAND`) and src/ap/ctrl_iface_ap.c
/// `hostapd_ctrl_iface_status` (lines of `key=value`, such as `state=ENABLED` and `freq=2437`).
enum HostapdAnswer: Equatable {
    /// The command was carried out.
    case done
    /// The command failed, or is not known.
    case refused
    /// How the access point is, and the frequency in MHz that it is on.
    case status(state: String, frequencyMegahertz: UInt16?)
    /// Something else.
    case other

    /// Reads an answer, without the mark `<` that events begin with.
    init(_ bytes: some Collection<UInt8>) {
        if bytes.elementsEqual("OK\n".utf8) {
            self = .done
        } else if bytes.starts(with: "FAIL".utf8) || bytes.starts(with: "UNKNOWN COMMAND".utf8) {
            self = .refused
        } else if let state = Self.value(of: "state=", in: bytes) {
            let frequency = Self.value(of: "freq=", in: bytes).flatMap { UInt16($0) }
            self = .status(state: state, frequencyMegahertz: frequency)
        } else {
            self = .other
        }
    }

    private static func value(of key: String, in bytes: some Collection<UInt8>) -> String? {
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        let line = lines.first { $0.starts(with: key.utf8) }
        return line.map { String(decoding: $0.dropFirst(key.utf8.count), as: UTF8.self) }
    }
}

/// What a sensor asks of hostapd.
enum HostapdCommand {
    /// Sends events from now on, those about probe requests too. To be told again is to be told once.
    /// Source: hostap src/common/ctrl_iface_common.c `ctrl_iface_attach`.
    static let attach = "ATTACH probe_rx_events=1"
    static let detach = "DETACH"
    static let status = "STATUS"
}
