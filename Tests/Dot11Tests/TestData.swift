import Foundation
import Testing

/// Captures and expected figures that are not part of the project, below the folder that `FOOTFALL_DATA` names.
enum TestData {
    static let root: URL = {
        let package = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        let path =
            ProcessInfo.processInfo.environment["FOOTFALL_DATA"] ?? package.appending(path: "../shared/data").path
        return URL(filePath: path).standardizedFileURL
    }()

    static let isPresent = FileManager.default.fileExists(atPath: root.appending(path: "captures").path)
    static let absence: Comment = "no captures: name their folder in FOOTFALL_DATA"

    /// Whether tests on the captures run: also without them where CI is set, so that their absence fails.
    static var isExpected: Bool { isPresent || ProcessInfo.processInfo.environment["CI"] != nil }

    /// Paths below the root of all captures in `folders`, sorted.
    static func captures(in folders: String...) -> [String] {
        folders.flatMap { folder in
            let files = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
            return (files?.compactMap { $0 as? String } ?? []).filter { $0.contains(".pcap") }.map { "\(folder)/\($0)" }
        }.sorted()
    }

    static func contents(of path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: root.appending(path: path)))
    }
}
