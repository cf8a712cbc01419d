import Glibc

/// Which start of the machine this is: readings of its monotonic clock compare only within one.
enum MachineStart {
    /// The first 60 bits of the kernel's random identifier; 0 where /proc is not mounted. Source: random(4), boot_id.
    static let identifier: Int64 = {
        let descriptor = unsafe open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return 0 }
        defer { close(descriptor) }
        var text = [UInt8](repeating: 0, count: 36)
        let count = unsafe text.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
        let digits = text.prefix(max(0, count)).filter { $0 != UInt8(ascii: "-") }.prefix(15)
        return Int64(String(decoding: digits, as: UTF8.self), radix: 16) ?? 0
    }()
}
