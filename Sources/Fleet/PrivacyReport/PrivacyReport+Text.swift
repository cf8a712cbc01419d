/// The report for people.
extension PrivacyReport {
    /// As plain text.
    public var text: String {
        var lines = [title, String(repeating: "=", count: title.count)]
        for section in sections {
            lines += ["", section.title, String(repeating: "-", count: section.title.count)]
            for entry in section.entries {
                lines.append("")
                lines.append(entry.verdict.map { "\(entry.subject): \($0.rawValue)" } ?? entry.subject)
                lines += Self.wrapped(entry.statement, width: 92).map { "    \($0)" }
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// As a page of HTML that needs nothing else.
    public var html: String {
        var page = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>\(Self.escaped(title))</title>
            <style>
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1b1f24; }
            h1 { font-size: 1.5rem } h2 { font-size: 1.15rem; margin-top: 2rem; border-bottom: 1px solid #d0d7de }
            dt { font-weight: 600; margin-top: .8rem } dd { margin: 0 0 0 1rem }
            .met { color: #116329 } .not-met { color: #a40e26 } .the-operator-s-duty { color: #7d4e00 }
            </style></head><body>
            <h1>\(Self.escaped(title))</h1>

            """
        for section in sections {
            page += "<section id=\"\(section.key)\"><h2>\(Self.escaped(section.title))</h2>\n<dl>\n"
            for entry in section.entries {
                page += "<dt>\(Self.escaped(entry.subject))\(Self.mark(entry.verdict))</dt>\n"
                page += "<dd>\(Self.escaped(entry.statement))</dd>\n"
            }
            page += "</dl></section>\n"
        }
        return page + "</body></html>\n"
    }

    /// As a document for programs.
    public var document: DocumentValue {
        .members([
            "title": .text(title),
            "sections": .list(
                sections.map { section in
                    .members([
                        "key": .text(section.key), "title": .text(section.title),
                        "entries": .list(section.entries.map(Self.document)),
                    ])
                }),
        ])
    }

    private static func document(_ entry: Entry) -> DocumentValue {
        .members([
            "subject": .text(entry.subject), "statement": .text(entry.statement),
            "verdict": entry.verdict.map { .text($0.rawValue) } ?? DocumentValue(.null),
        ])
    }

    private static func mark(_ verdict: Verdict?) -> String {
        guard let verdict else { return "" }
        let name = String(verdict.rawValue.map { $0.isLetter ? $0 : "-" })
        return ": <span class=\"\(name)\">\(escaped(verdict.rawValue))</span>"
    }

    static func wrapped(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, last.count + 1 + word.count <= width {
                lines[lines.count - 1] += " \(word)"
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { escaped, character in
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            default: escaped.append(character)
            }
        }
    }
}
