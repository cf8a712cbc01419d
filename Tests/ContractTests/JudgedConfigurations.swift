@testable import Fleet

/// Configurations that differ from a right one in one key, each with the reader's verdict.
enum JudgedConfigurations {
    /// Lines of JSON, `{"document":…,"accepted":…}`.
    static func lines() throws -> [UInt8] {
        var lines: [UInt8] = []
        for key in Configuration.keys + sections {
            let path = key.split(separator: ".").map(String.init)
            for value in plainValues + borders(of: path) {
                let document = right.setting(path[...], to: value)
                guard let isAccepted = verdict(on: document) else { continue }
                let line = DocumentValue.members([
                    "document": document, "accepted": DocumentValue(.boolean(isAccepted)),
                ])
                lines += line.json() + [UInt8(ascii: "\n")]
            }
        }
        return lines
    }

    /// Whether the reader takes it; `nil` when keys contradict each other, which no schema tells.
    private static func verdict(on document: DocumentValue) -> Bool? {
        do throws(InvalidConfiguration) {
            _ = try Configuration(document)
            return true
        } catch {
            return error.problems.allSatisfy { $0.kind == .contradiction } ? nil : false
        }
    }

    private static let right = DocumentValue.members([
        "site": .text("s"), "sensor": .text("e"), "capture": .members(["interface": .text("w")]),
    ])

    private static let sections = Array(
        Set(Configuration.keys.compactMap { $0.split(separator: ".").dropLast().first.map(String.init) }))

    /// The ends of the range of a number, and the words of a choice.
    private static func borders(of path: [String]) -> [DocumentValue] {
        var rule: DocumentValue? = Configuration.documentSchema.document
        for step in path { rule = rule?["properties"]?[step] }
        var values: [DocumentValue] = []
        for end in ["minimum", "maximum"] {
            guard case .integer(let number)? = rule?[end]?.content else { continue }
            values += [number - 1, number, number + 1].map { DocumentValue(.integer($0)) }
            values += [DocumentValue(.number(Double(number))), .text("\(number)")]
        }
        if case .array(let words)? = rule?["enum"]?.content { values += words }
        return values
    }

    private static let plainValues: [DocumentValue] =
        [.null, .boolean(true), .integer(-1), .integer(0), .number(1.5), .array([]), .object([])].map {
            DocumentValue($0)
        }
        + [.members(["nonsense": .text("x")])] + texts.map(DocumentValue.text)

    private static let texts =
        [
            "", "ä", "a", "A", "a-b", "-a", "a-", "a b", "a/b", "/a", "a/", "a.b", "a:b", "a+b", "a_b", "#", ".", "..",
            "...",
            "a\u{0}b", "/a\u{1}", "a\u{85}b", "mqtt://127.0.0.1", "mqtts://h:1", "MQTT://localhost/",
            "mqtt://[::1]:1883/",
            "mqtt://", "http://h", "mqtts://u@h", "mqtts://h/p", "mqtt://h:", "mqtt://h:x", "mqtt://[::1", "mqtt://a b",
        ]
        + [15, 16, 63, 64, 65, 136, 137, 253, 254, 256, 257].map { String(repeating: "a", count: $0) }
        + [4_094, 4_095].map { "/" + String(repeating: "a", count: $0) }
}

extension DocumentValue {
    /// The same object with another value at the end of a path.
    fileprivate func setting(_ path: ArraySlice<String>, to value: DocumentValue) -> DocumentValue {
        guard let key = path.first, case .object(var members) = content else { return value }
        let inner = members.first { $0.key == key }?.value ?? DocumentValue(.object([]))
        members.removeAll { $0.key == key }
        members.append(DocumentMember(key, inner.setting(path.dropFirst(), to: value)))
        return DocumentValue(.object(members))
    }
}
