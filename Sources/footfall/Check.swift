import Agent
import ArgumentParser
import Counting
import Fleet
import Glibc

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Says whether a configuration or a site document is right, and all that is wrong with it.",
        discussion: """
            Of a configuration that names a site document or a class table, these are looked at, too.

            Exit status: 0 when it is right, 78 when it is not, 66 when it cannot be read.
            """)

    @Argument(help: "The configuration or the site document, YAML or JSON.", completion: .file())
    var file: String

    func run() throws {
        guard !SiteFile.isMeant(by: file) else {
            return print("\(file): right: \(try SiteArgument.read(file).summary)")
        }
        let configuration = try ConfigurationArgument.read(file)
        let site = try SiteArgument.read(for: configuration)
        let table = try ConfigurationArgument.classTable(of: configuration)
        print("\(file): right: sensor \(configuration.sensor) at \(configuration.site)")
        if let site, let path = configuration.siteFile { print("\(path): right: \(site.summary)") }
        if let path = configuration.counting.classTableFile { print("\(path): right: \(table.origin)") }
    }
}

/// A configuration named on the command line.
enum ConfigurationArgument {
    /// Reads it, or says what is wrong and ends with the status that fits.
    static func read(_ file: String) throws -> Configuration { try readBox(file).configuration }

    /// Reads the class table that it names, or says what is wrong and ends with the status that fits.
    static func classTable(of configuration: Configuration) throws -> ClassTable {
        do throws(ClassTableFileError) { return try ClassTableFile.read(for: configuration) } catch {
            switch error {
            case .unreadable: throw Failure.exit(EX_NOINPUT, error)
            case .invalid: throw Failure.exit(EX_CONFIG, error)
            }
        }
    }

    /// Reads it as the ground on which pushed configurations are laid.
    static func readBox(_ file: String) throws -> BoxConfiguration {
        do throws(ConfigurationFileError) {
            return try ConfigurationFile.readBox(file)
        } catch {
            switch error {
            case .unreadable: throw Failure.exit(EX_NOINPUT, error)
            case .invalid: throw Failure.exit(EX_CONFIG, error)
            }
        }
    }
}
