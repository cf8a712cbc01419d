import Foundation
import Testing

/// A file of the project's sources, as text.
struct SourceFile: CustomTestStringConvertible {
    /// Below the root of the package, for instance `Sources/Presence/Visit.swift`.
    let path: String
    let lines: [String]
    /// The lines without comments and texts.
    private let code: [String]

    /// The target that the file belongs to.
    var room: String { String(path.split(separator: "/")[1]) }

    var testDescription: String { path }

    /// The modules that the file imports.
    var imports: [String] {
        code.compactMap { line in
            let words = line.split(separator: " ").drop { $0.hasPrefix("@") || $0 == "public" }
            guard words.first == "import" || words.dropFirst().first == "import" else { return nil }
            return words.last.map { String($0.prefix { $0 != "." }) }
        }
    }

    /// The numbers of the lines whose code, not their comments or texts, matches.
    func lines(matching pattern: some RegexComponent) -> [Int] {
        code.indices.filter { code[$0].contains(pattern) }.map { $0 + 1 }
    }

    /// Whether a comment stands on the line before, or on that line.
    func isExplained(line: Int) -> Bool {
        let before = line >= 2 ? lines[line - 2].trimmingCharacters(in: .whitespaces) : ""
        return before.hasPrefix("//") || lines[line - 1].contains("  // ")
    }

    /// A line without comment and without what stands in quotation marks.
    private static func code(of line: String) -> String {
        var code: [UInt8] = []
        var (isText, isEscape) = (false, false)
        for byte in line.utf8 {
            if !isText, byte == UInt8(ascii: "/"), code.last == byte {
                return String(decoding: code.dropLast(), as: UTF8.self)
            }
            if byte == UInt8(ascii: "\""), !isEscape { isText.toggle() }
            isEscape = isText && byte == UInt8(ascii: "\\") && !isEscape
            if !isText { code.append(byte) }
        }
        return String(decoding: code, as: UTF8.self)
    }

    /// What the program is built from.
    static let program = all(below: "Sources")
    /// What it is tested with.
    static let tests = all(below: "Tests")

    /// All Swift files below a folder of the package that can be read.
    private static func all(below folder: String) -> [SourceFile] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL
        let below = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
        let names = (below?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".swift") }.sorted()
        return names.compactMap { name in
            guard
                let text = try? String(contentsOf: root.appending(path: folder).appending(path: name), encoding: .utf8)
            else { return nil }
            var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            if lines.last == "" { lines.removeLast() }
            return SourceFile(path: "\(folder)/\(name)", lines: lines, code: lines.map(code))
        }
    }
}
