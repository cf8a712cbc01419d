import Glibc

/// What this process holds.
struct Footprint {
    /// Memory that is its own; pages of the program and its libraries come in from the file as they are needed.
    var privateKilobytes: Int
    var descriptors: Int

    /// Source: proc(5), `/proc/self/statm` (in pages: size, resident, shared …) and `/proc/self/fd`.
    static func now() -> Self {
        var text = [UInt8](repeating: 0, count: 128)
        let file = unsafe open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
        let count = unsafe read(file, &text, text.count)
        close(file)
        let pages = String(decoding: text.prefix(max(count, 0)), as: UTF8.self).split(separator: " ").compactMap {
            Int($0)
        }
        let open = (0..<256).count { fcntl(Int32($0), F_GETFD) >= 0 }
        return Self(privateKilobytes: pages.count > 2 ? (pages[1] - pages[2]) * 4 : 0, descriptors: open)
    }
}
