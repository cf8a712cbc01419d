import Foundation
import Testing

/// Real captures, kept outside of the repository: the folder that FOOTFALL_DATA names, `../shared/data` if it names none.
///
/// Where it is absent, tests that need it are skipped; with the variable CI they run, and fail.
enum Corpus {
    static let missing: Comment = "no data at FOOTFALL_DATA: tests on real captures are skipped"
    static let isToBeUsed = isPresent || ProcessInfo.processInfo.environment["CI"] != nil

    /// Every capture below `folder`, in order.
    static func captures(below folder: String) -> [URL] {
        let files = FileManager.default.enumerator(at: root.appending(path: folder), includingPropertiesForKeys: nil)
        let captures = files?.compactMap { $0 as? URL }.filter { file in
            [".pcap", ".pcapng", ".gz"].contains { file.lastPathComponent.hasSuffix($0) }
        }
        return (captures ?? []).sorted { $0.path < $1.path }
    }

    private static let isPresent = FileManager.default.fileExists(atPath: root.path)

    private static let root: URL = {
        if let folder = ProcessInfo.processInfo.environment["FOOTFALL_DATA"] { return URL(filePath: folder) }
        let package = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        return package.appending(path: "../shared/data").standardizedFileURL
    }()
}
