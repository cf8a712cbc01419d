import ArgumentParser
import Evaluation
import Glibc

/// A file that an evaluation reads whole.
enum EvaluateInput {
    /// What `parse` makes of the file, which is called `kind` in messages; ends with the status that fits when it cannot
    /// be read or is wrong.
    static func read<Value>(
        _ kind: String, _ path: String, _ parse: ([UInt8]) throws(CSVProblem) -> Value
    ) throws -> Value {
        let bytes = try bytes(kind, path)
        do throws(CSVProblem) { return try parse(bytes) } catch {
            throw Failure.exit(EX_DATAERR, "cannot use \(kind) \(path): \(error)")
        }
    }

    /// The bytes of the file; `-` is standard input.
    static func bytes(_ kind: String, _ path: String) throws -> [UInt8] {
        let descriptor = unsafe path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(kind, path, errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = unsafe piece.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { return bytes }
            if count < 0, errno != EINTR { throw unreadable(kind, path, errno) }
            if count > 0 { bytes.append(contentsOf: piece.prefix(count)) }
            if bytes.count > mostBytes {
                throw Failure.exit(
                    EX_DATAERR, "cannot use \(kind) \(path): more than \(mostBytes >> 20) MiB (evaluate it in parts)")
            }
        }
    }

    private static func unreadable(_ kind: String, _ path: String, _ code: Int32) -> ExitCode {
        let reason = unsafe strerror(code).map { unsafe String(cString: $0).lowercased() } ?? "error"
        return Failure.exit(
            EX_NOINPUT, "cannot read \(kind) \(path): \(reason) (\(code)) (check the path and its permissions)")
    }

    private static let mostBytes = 64 << 20
}
