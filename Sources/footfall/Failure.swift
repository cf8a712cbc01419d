import ArgumentParser
import Glibc

/// How a command ends when it cannot do what it was asked to: a status of sysexits(3).
enum Failure {
    /// Says on standard error what is wrong, and gives the status to end with.
    static func exit(_ status: Int32, _ message: some CustomStringConvertible) -> ExitCode {
        say(message)
        return ExitCode(status)
    }

    /// Writes a line to standard error.
    static func say(_ message: some CustomStringConvertible) {
        for line in message.description.split(separator: "\n") {
            let bytes = Array("footfall: \(line)\n".utf8)
            _ = unsafe bytes.withUnsafeBytes { unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
        }
    }
}
