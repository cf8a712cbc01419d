import Foundation
import Testing

/// The memory of a running program that it can write to, read from outside: proc_pid_mem(5). Needs CAP_SYS_PTRACE,
/// since the agent forbids it to everyone else.
struct ProcessMemory {
    /// A mapping: its name, empty for one without a file, and its contents, pages of zeros left out.
    struct Mapping {
        let name: String
        let bytes: [UInt8]
        /// The ring that the kernel writes frames to.
        var isCaptureRing: Bool { name.hasPrefix("socket:") }
    }

    let mappings: [Mapping]

    init(of child: Child) throws {
        let maps = try FileHandle(forReadingAtPath: "/proc/\(child.identifier)/maps")?.readToEnd() ?? Data()
        let memory = try #require(FileHandle(forReadingAtPath: "/proc/\(child.identifier)/mem"))
        mappings = String(decoding: maps, as: UTF8.self).split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ", maxSplits: 5)
            let bounds = fields[0].split(separator: "-").compactMap { UInt64($0, radix: 16) }
            guard fields[1].hasPrefix("rw"), bounds.count == 2 else { return nil }
            let name = fields.count > 5 ? fields[5].trimmingCharacters(in: .whitespaces) : ""
            return Mapping(name: name, bytes: Self.contents(of: bounds[0]..<bounds[1], from: memory))
        }
    }

    private static func contents(of range: Range<UInt64>, from memory: FileHandle) -> [UInt8] {
        let zeros = Data(count: 4_096)
        var contents: [UInt8] = []
        for start in stride(from: range.lowerBound, to: range.upperBound, by: 1 << 20) {
            let count = Int(min(1 << 20, range.upperBound - start))
            guard (try? memory.seek(toOffset: start)) != nil, let piece = try? memory.read(upToCount: count) else {
                continue
            }
            for page in stride(from: 0, to: piece.count, by: 4_096) {
                let bytes = piece[page..<min(page + 4_096, piece.count)]
                if bytes != zeros { contents += bytes }
            }
        }
        return contents
    }
}
