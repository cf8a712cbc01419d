import Foundation
import Testing

/// The memory of a running program that it can write to, read from outside: proc_pid_mem(5). Needs CAP_SYS_PTRACE,
/// since the agent forbids it to everyone else.
struct ProcessMemory {
    /// A mapping: its name, empty for one without a file, its contents, pages of zeros left out, and what the kernel says
    /// of it (proc_pid_smaps(5), VmFlags): `lo` for locked, `dd` for left out of dumps.
    struct Mapping {
        let name: String
        let bytes: [UInt8]
        var flags: Set<String> = []
        /// The ring that the kernel writes frames to.
        var isCaptureRing: Bool { name.hasPrefix("socket:") }
    }

    let mappings: [Mapping]

    init(of child: Child) throws {
        let maps = try FileHandle(forReadingAtPath: "/proc/\(child.identifier)/smaps")?.readToEnd() ?? Data()
        let memory = try #require(FileHandle(forReadingAtPath: "/proc/\(child.identifier)/mem"))
        var mappings: [Mapping] = []
        var isWritable = false
        for line in String(decoding: maps, as: UTF8.self).split(separator: "\n") {
            let fields = line.split(separator: " ", maxSplits: 5)
            if fields[0] == "VmFlags:" {
                if isWritable { mappings[mappings.count - 1].flags = Set(line.split(separator: " ").map(String.init)) }
                continue
            }
            let bounds = fields[0].split(separator: "-").compactMap { UInt64($0, radix: 16) }
            guard bounds.count == 2 else { continue }
            isWritable = fields[1].hasPrefix("rw")
            guard isWritable else { continue }
            let name = fields.count > 5 ? fields[5].trimmingCharacters(in: .whitespaces) : ""
            mappings.append(Mapping(name: name, bytes: Self.contents(of: bounds[0]..<bounds[1], from: memory)))
        }
        self.mappings = mappings
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
