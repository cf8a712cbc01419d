internal import GoldenFrames
internal import Glibc

/// Feeds hostile bytes to the room `Dot11`.
///
/// Built with `-D FUZZ` and `-sanitize=fuzzer`, it is a libFuzzer target; the environment variable `FOOTFALL_FUZZ` names
/// the entry (`link`, `frame`, `elements`). Built plainly, `FuzzDot11 seeds FOLDER` writes the project's own frames as
/// seeds, and `FuzzDot11 FILE…` replays files through all entries; without a file, the seeds.
@main
enum Main {
    static func main() {
        #if FUZZ
            FuzzDriver.run()
        #else
            let arguments = CommandLine.arguments.dropFirst()
            if arguments.first == "seeds", let folder = arguments.dropFirst().first {
                for seed in Seeds.all { write(seed.bytes, to: "\(folder)/\(seed.name)") }
            } else if arguments.isEmpty {
                for seed in Seeds.all { replay(seed.bytes) }
            } else {
                for path in arguments { replay(read(path)) }
            }
        #endif
    }

    private static func replay(_ bytes: [UInt8]) {
        for entry in FuzzEntry.allCases { entry.run(bytes.span) }
    }

    private static func write(_ bytes: [UInt8], to path: String) {
        let file = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        precondition(file >= 0, "cannot write \(path)")
        let written = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(file, $0.baseAddress, $0.count) }
        precondition(written == bytes.count && close(file) == 0, "cannot write \(path)")
    }

    private static func read(_ path: String) -> [UInt8] {
        let file = unsafe open(path, O_RDONLY)
        precondition(file >= 0, "cannot read \(path)")
        defer { close(file) }
        return unsafe [UInt8](unsafeUninitializedCapacity: 1 << 20) { buffer, count in
            unsafe count = max(0, Glibc.read(file, buffer.baseAddress, buffer.count))
        }
    }
}
