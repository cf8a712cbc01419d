import Foundation
import Testing

/// A folder for one test, and the program, built with the tests and standing beside them.
final class Workbench: Sendable {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "footfall-evaluation-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    /// Writes a file, and gives its path.
    func write(_ text: String, to name: String) throws -> String {
        try Data(text.utf8).write(to: folder.appending(path: name))
        return path(name)
    }

    /// Runs `footfall evaluate` to its end.
    func evaluate(_ arguments: String...) throws -> Outcome { try run(["evaluate"] + arguments) }

    /// Runs `footfall` to its end. What it prints goes through files: no pipe can fill up.
    func run(_ arguments: [String]) throws -> Outcome {
        let (output, errors) = (path("output-\(UUID().uuidString)"), path("errors-\(UUID().uuidString)"))
        for file in [output, errors] { _ = FileManager.default.createFile(atPath: file, contents: nil) }
        let process = Process()
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        process.executableURL = URL(filePath: tests).deletingLastPathComponent().appending(path: "footfall")
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: URL(filePath: output))
        process.standardError = try FileHandle(forWritingTo: URL(filePath: errors))
        try process.run()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus, output: try Data(contentsOf: URL(filePath: output)),
            errors: try String(contentsOfFile: errors, encoding: .utf8))
    }

    struct Outcome {
        let status: Int32
        let output: Data
        let errors: String

        var text: String { String(decoding: output, as: UTF8.self) }

        func decoded<Value: Decodable>(as type: Value.Type) throws -> Value {
            try #require(status == 0, "\(errors)")
            return try JSONDecoder().decode(type, from: output)
        }
    }
}

/// The folder of real data, which only a developer's machine may lack: under CI what needs it runs, and fails.
enum RealData {
    static let missing: Comment = "no data at FOOTFALL_DATA: tests on real captures and sites are skipped"

    static var isThereOrNeeded: Bool {
        FileManager.default.fileExists(atPath: folder.path) || ProcessInfo.processInfo.environment["CI"] != nil
    }

    static func path(_ name: String) -> String { folder.appending(path: name).path }

    private static var folder: URL {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return ProcessInfo.processInfo.environment["FOOTFALL_DATA"].map { URL(filePath: $0) }
            ?? root.appending(path: "../shared/data")
    }
}
