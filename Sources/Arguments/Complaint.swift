public import ArgumentParser
import Glibc

/// How a program ends when it cannot do what it was asked to: a status of sysexits(3).
public enum Complaint {
    /// Says on standard error what is wrong, and gives the status to end with.
    public static func exit(_ status: Int32, _ message: some CustomStringConvertible) -> ExitCode {
        say(message)
        return ExitCode(status)
    }

    /// Writes to standard error, each line after the name of the program.
    public static func say(_ message: some CustomStringConvertible) {
        let program = CommandLine.arguments.first?.split(separator: "/").last ?? "footfall"
        for line in message.description.split(separator: "\n") {
            let bytes = Array("\(program): \(line)\n".utf8)
            _ = unsafe bytes.withUnsafeBytes { unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
        }
    }
}
