import Foundation
import Testing

/// A file of the project's sources, as text.
struct SourceFile: CustomTestStringConvertible {
    /// Below the root of the package, for instance `Sources/Presence/Visit.swift`.
    let path: String
    let lines: [String]

    /// The target that the file belongs to.
    var room: String { String(path.split(separator: "/")[1]) }

    var testDescription: String { path }

    /// The modules that the file imports.
    var imports: [String] {
        lines.compactMap { line in
            let words = code(of: line).split(separator: " ").drop { $0.hasPrefix("@") || $0 == "public" }
            guard words.first == "import" || words.dropFirst().first == "import" else { return nil }
            return words.last.map { String($0.prefix { $0 != "." }) }
        }
    }

    /// The numbers of the lines whose code, not their comments or texts, matches.
    func lines(matching pattern: some RegexComponent) -> [Int] {
        lines.indices.filter { code(of: lines[$0]).contains(pattern) }.map { $0 + 1 }
    }

    /// Whether a comment stands on the line before, or on that line.
    func isExplained(line: Int) -> Bool {
        let before = line >= 2 ? lines[line - 2].trimmingCharacters(in: .whitespaces) : ""
        return before.hasPrefix("//") || lines[line - 1].contains("  // ")
    }

    /// A line without comment and without what stands in quotation marks.
    private func code(of line: String) -> String {
        let withoutText = line.replacing(/"(?:[^"\\]|\\.)*"/, with: "\"\"")
        return String(withoutText.prefix(upTo: withoutText.firstRange(of: "//")?.lowerBound ?? withoutText.endIndex))
    }

    /// All Swift files below a folder of the package.
    static func all(below folder: String) throws -> [SourceFile] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL
        let below = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
        let names = (below?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".swift") }.sorted()
        return try names.map { name in
            let text = try String(contentsOf: root.appending(path: folder).appending(path: name), encoding: .utf8)
            var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            if lines.last == "" { lines.removeLast() }
            return SourceFile(path: "\(folder)/\(name)", lines: lines)
        }
    }
}
