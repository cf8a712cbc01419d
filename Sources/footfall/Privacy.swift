import ArgumentParser
import Fleet
import Glibc

struct PrivacyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "privacy",
        abstract: "Says what a configuration means for people, for a data-protection officer to file.",
        discussion: "Exit status: 0; 66 when the configuration cannot be read; 78 when it is wrong.",
        subcommands: [Report.self, Sign.self, Assessment.self])

    struct Report: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What is collected, for how long, what leaves, and which requirements that meets.")
        @Option(
            help: ArgumentHelp("The configuration of the sensor, YAML or JSON.", valueName: "file"), completion: .file()
        )
        var config: String
        @Flag(help: "Prints JSON.") var json = false
        @Flag(help: "Prints a page of HTML.") var html = false

        func validate() throws {
            if json, html { throw ValidationError("give --json or --html, not both") }
        }

        func run() throws {
            let configuration = try ConfigurationArgument.read(config)
            let report = PrivacyReport(configuration, site: try SiteArgument.read(for: configuration))
            if json {
                print(String(decoding: report.document.json(), as: UTF8.self))
            } else {
                print(html ? report.html : report.text, terminator: "")
            }
        }
    }

    struct Sign: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The text for the sign at the door.")
        @Option(
            help: ArgumentHelp("The configuration of the sensor, YAML or JSON.", valueName: "file"), completion: .file()
        )
        var config: String

        func run() throws {
            let configuration = try ConfigurationArgument.read(config)
            let site = try SiteArgument.read(for: configuration)
            print(PrivacyReport.sign(configuration, site: site), terminator: "")
        }
    }

    struct Assessment: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "A template of an impact assessment with the facts filled in (Markdown).")
        @Option(
            help: ArgumentHelp("The configuration of the sensor, YAML or JSON.", valueName: "file"), completion: .file()
        )
        var config: String

        func run() throws {
            let configuration = try ConfigurationArgument.read(config)
            let site = try SiteArgument.read(for: configuration)
            print(ImpactAssessment(configuration, site: site).markdown, terminator: "")
        }
    }
}
