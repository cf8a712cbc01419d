import ArgumentParser
import Arguments

/// How a command ends when it cannot do what it was asked to: a status of sysexits(3).
enum Failure {
    /// Says on standard error what is wrong, and gives the status to end with.
    static func exit(_ status: Int32, _ message: some CustomStringConvertible) -> ExitCode {
        Complaint.exit(status, message)
    }

    /// Writes a line to standard error.
    static func say(_ message: some CustomStringConvertible) { Complaint.say(message) }
}
