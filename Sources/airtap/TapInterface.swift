import CLinux
import Glibc

/// A TAP device that looks like a radio in monitor mode with radiotap headers: what is written to it is received on it.
/// It lives as long as this value.
struct TapInterface: ~Copyable {
    let name: String
    private let descriptor: Int32

    init(name: String) throws(AirtapError) {
        let descriptor = unsafe open("/dev/net/tun", O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.error("open /dev/net/tun for", name) }
        do throws(AirtapError) {
            try Self.setUp(descriptor, name: name)
        } catch {
            _ = close(descriptor)
            throw error
        }
        self.name = name
        self.descriptor = descriptor
    }

    deinit { _ = close(descriptor) }

    /// Makes the interface receive `frame`; an error number, or 0.
    func receive(_ frame: Span<UInt8>) -> Int32 {
        unsafe frame.withUnsafeBufferPointer { bytes in
            unsafe write(descriptor, bytes.baseAddress, bytes.count) == bytes.count ? 0 : errno
        }
    }

    private static func setUp(_ descriptor: Int32, name: String) throws(AirtapError) {
        var request = unsafe ifreq()
        unsafe withUnsafeMutableBytes(of: &request.ifr_ifrn) { unsafe $0.copyBytes(from: name.utf8) }
        unsafe request.ifr_ifru.ifru_flags = Int16(IFF_TAP | IFF_NO_PI)
        guard unsafe ioctl(descriptor, CLINUX_TUNSETIFF, &request) == 0 else { throw error("make interface", name) }
        // Only while it is down.
        guard ioctl(descriptor, CLINUX_TUNSETLINK, Int32(ARPHRD_IEEE80211_RADIOTAP)) == 0 else {
            throw error("set the link type of", name)
        }
        let control = socket(AF_INET, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard control >= 0 else { throw error("open a socket for", name) }
        defer { _ = close(control) }
        unsafe request.ifr_ifru.ifru_mtu = maximumTransmissionUnit
        guard unsafe ioctl(control, UInt(SIOCSIFMTU), &request) == 0 else { throw error("set the MTU of", name) }
        unsafe request.ifr_ifru.ifru_flags = Int16(IFF_UP)
        guard unsafe ioctl(control, UInt(SIOCSIFFLAGS), &request) == 0 else { throw error("bring up", name) }
    }

    private static func error(_ operation: String, _ name: String) -> AirtapError {
        switch errno {
        case EPERM, EACCES: .notPermitted(interface: name)
        case let code: .failed(operation: operation, interface: name, code: code)
        }
    }

    /// The longest that a TAP device takes: 65,535 less an Ethernet header.
    private static let maximumTransmissionUnit: Int32 = 65_521
}
