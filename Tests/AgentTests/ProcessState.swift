import Foundation
import Testing

/// Resident memory of a running program: proc_pid_status(5), VmRSS.
func residentKibibytes(of child: Child) throws -> Int { try kibibytes("VmRSS:", of: child) }

/// A line of proc_pid_status(5) that tells an amount of memory.
func kibibytes(_ name: String, of child: Child) throws -> Int {
    let line = try #require(try processText("status", of: child).split(separator: "\n").first { $0.hasPrefix(name) })
    return try #require(Int(line.filter(\.isNumber)))
}

/// A file of /proc/PID: its length is not known before it is read.
func processText(_ name: String, of child: Child) throws -> String {
    let file = try #require(FileHandle(forReadingAtPath: "/proc/\(child.identifier)/\(name)"))
    return String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
}
