import Foundation
import Testing

/// Resident memory of a running program: proc_pid_status(5), VmRSS.
func residentKibibytes(of child: Child) throws -> Int {
    let status = try String(contentsOfFile: "/proc/\(child.identifier)/status", encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") })
    return try #require(Int(line.filter(\.isNumber)))
}
