import Glibc

/// Why something could not be done with a radio.
///
/// It prints as a sentence: what was tried, why it failed, in the kernel's own words where it gave some, and a cure.
public struct RadioError: Error, Equatable, Sendable {
    /// What was tried, to stand after "cannot".
    public var operation: String
    /// The system's error number (`errno`), positive.
    public var code: Int32
    /// What the kernel, or this room, said beyond the number; empty when nothing.
    public var detail: String
    /// What the reader may do; empty when nothing is known.
    public var cure: String

    init(_ operation: String, code: Int32, detail: String = "", cure: String = "") {
        self.operation = operation
        self.code = code
        self.detail = detail
        self.cure = cure.isEmpty ? Self.usualCure(code) : cure
    }

    /// Whether trying again later may help: rights, missing support and missing software do not come by waiting.
    public var isRecoverable: Bool {
        switch code {
        case EPERM, EACCES, EOPNOTSUPP, EPROTONOSUPPORT, ENOENT: false
        default: true
        }
    }

    private static func usualCure(_ code: Int32) -> String {
        switch code {
        case EPERM, EACCES: "it needs the capability CAP_NET_ADMIN"
        case EBUSY: "is NetworkManager or wpa_supplicant managing the adapter? see: footfall doctor"
        case ERFKILL: "the radio is switched off: rfkill unblock wifi"
        case ENODEV: "was the adapter unplugged?"
        default: ""
        }
    }
}

extension RadioError: CustomStringConvertible {
    /// `cannot tune wlan1 to 5180 MHz: device or resource busy (-16) (is NetworkManager …? see: footfall doctor)`
    public var description: String {
        var text = "cannot \(operation): \(Self.lowered(unsafe String(cString: strerror(code)))) (-\(code))"
        if !detail.isEmpty { text += ": \(Self.lowered(detail))" }
        return cure.isEmpty ? text : text + " (\(cure))"
    }

    private static func lowered(_ text: String) -> String { text.prefix(1).lowercased() + text.dropFirst() }
}
