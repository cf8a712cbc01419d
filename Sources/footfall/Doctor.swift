import Agent
import ArgumentParser
import Fleet

struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Says whether this box is ready to be a sensor, and what to do if it is not.",
        discussion: """
            Looks at the configuration, capabilities, the adapter and who else uses it, the regulatory domain, clock, \
            time zone, disk, and connects to the broker under a client identifier of its own. It changes nothing.

            Run it with the rights of the service.

            Exit status: 0 when the box is ready, 1 when there is a problem.
            """)

    @Option(
        help: ArgumentHelp("The configuration, YAML or JSON.", valueName: "file"), completion: .file())
    var config = Examination.usualConfiguration

    @Flag(help: "Prints one JSON object: ready, findings (check, level, what, cure).")
    var json = false

    func run() throws {
        let findings = Examination.findings(configuration: config)
        let isReady = !findings.contains { $0.level == .problem }
        print(json ? Self.json(findings, isReady: isReady) : Self.text(findings, isReady: isReady))
        if !isReady { throw ExitCode(1) }
    }

    private static func text(_ findings: [Finding], isReady: Bool) -> String {
        let width = findings.map(\.check.count).max() ?? 0
        let lines = findings.map { finding in
            let start = Column.padded(finding.level.rawValue, 7) + "  " + Column.padded(finding.check, width) + "  "
            let cure = finding.cure.map { "\n\(Column.padded("", width + 11))do: \($0)" } ?? ""
            return start + finding.what + cure
        }
        return lines.joined(separator: "\n") + (isReady ? "\nready" : "\nnot ready")
    }

    private static func json(_ findings: [Finding], isReady: Bool) -> String {
        let list = findings.map { finding in
            DocumentValue(
                .object([
                    DocumentMember("check", DocumentValue(.string(finding.check))),
                    DocumentMember("level", DocumentValue(.string(finding.level.rawValue))),
                    DocumentMember("what", DocumentValue(.string(finding.what))),
                    DocumentMember("cure", DocumentValue(finding.cure.map { .string($0) } ?? .null)),
                ]))
        }
        let document = DocumentValue(
            .object([
                DocumentMember("ready", DocumentValue(.boolean(isReady))),
                DocumentMember("findings", DocumentValue(.array(list))),
            ]))
        return String(decoding: document.json(), as: UTF8.self)
    }
}
