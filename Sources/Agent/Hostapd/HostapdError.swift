import Glibc

/// Why hostapd cannot be reached through its control interface.
struct HostapdError: Error, Equatable {
    /// The control socket.
    let path: String
    /// The system's error number.
    let code: Int32
}

extension HostapdError: CustomStringConvertible {
    var description: String { "cannot reach hostapd at \(path): \(systemMessage(code)) (\(cure))" }

    private var cure: String {
        switch code {
        case EACCES, EPERM: "let the agent's group in: ctrl_interface_group in hostapd.conf"
        case ENAMETOOLONG: "the path of a socket has at most 107 bytes"
        default: "does it run, with ctrl_interface in hostapd.conf?"
        }
    }
}
