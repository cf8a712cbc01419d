import Foundation

@testable import Privacy

/// The mapping that all locked memory of this process comes from, as the kernel sees it.
enum LockedArena {
    /// Whatever six octets in a row stand in it, read as an address is kept in a word of this machine.
    static func sixOctetWords() -> Set<UInt64> {
        guard let range = mapping, let start = unsafe UnsafeRawPointer(bitPattern: range.lowerBound) else { return [] }
        var words: Set<UInt64> = []
        var word: UInt64 = 0
        for offset in 0..<range.count {
            let octet = unsafe start.load(fromByteOffset: offset, as: UInt8.self)
            word = word >> 8 | UInt64(octet) << 40
            if word != 0 { words.insert(word) }
        }
        return words
    }

    /// proc_pid_smaps(5) of the mapping: its flags.
    static var flags: [Substring] {
        guard let range = mapping, let file = FileHandle(forReadingAtPath: "/proc/self/smaps"),
            let bytes = try? file.readToEnd()
        else { return [] }
        let smaps = String(decoding: bytes, as: UTF8.self)
        let lines = smaps.split(separator: "\n").drop { !$0.hasPrefix(String(range.lowerBound, radix: 16) + "-") }
        return lines.first { $0.hasPrefix("VmFlags:") }?.split(separator: " ") ?? []
    }

    private static let mapping: Range<UInt>? = {
        let probe = LockedMemory(byteCount: 16)
        let place = unsafe probe.withBytes { UInt(bitPattern: $0) }
        let file = FileHandle(forReadingAtPath: "/proc/self/maps")
        let maps = String(decoding: (try? file?.readToEnd()) ?? Data(), as: UTF8.self)
        return maps.split(separator: "\n").lazy.compactMap { line -> Range<UInt>? in
            let bounds = line.prefix { $0 != " " }.split(separator: "-").compactMap { UInt($0, radix: 16) }
            return bounds.count == 2 ? bounds[0]..<bounds[1] : nil
        }.first { $0.contains(place) }
    }()
}
