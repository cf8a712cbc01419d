import Agent
import ArgumentParser
import Fleet
import Glibc
import Privacy
import Timekeeping

struct ConsentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consent",
        abstract: "Keeps the consents of a box by hand: for tests and small sites.",
        discussion: """
            What an app or a guest network says over MQTT (consent/SCOPE/grant and revoke) can be said here, on the box \
            itself. The address is read from standard input, since arguments stand in the list of processes. The file \
            holds it sealed for this box.

            A running agent follows the file within a second. Exit status: 0; 64 when the arguments are wrong; 65 for a \
            text that is no address, and a reference that nobody has; 73 when a file cannot be written; 78 when the \
            configuration names no consent.consentFile.
            """, subcommands: [Grant.self, Revoke.self, List.self])

    struct Files: ParsableArguments {
        @Option(
            help: ArgumentHelp("The configuration of the sensor that takes consents.", valueName: "file"),
            completion: .file())
        var config: String

        /// The file, the key and the site that it names.
        func open() throws -> (file: ConsentFile, keyFile: String, site: String) {
            let configuration = try ConfigurationArgument.read(config)
            guard configuration.consent.enabled, let path = configuration.consent.consentFile,
                let keyFile = configuration.consent.keyFile
            else {
                throw Failure.exit(
                    EX_CONFIG,
                    "the configuration has consent.enabled false, or names no consent.consentFile and keyFile")
            }
            return (ConsentFile(path), keyFile, configuration.site)
        }
    }

    struct Grant: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Adds a consent for the address on standard input.")
        @OptionGroup var files: Files
        @Option(help: "Your own reference for it, which says nothing to the agent.") var reference: String
        @Flag(help: "Offers may be made, too.") var offers = false
        @Option(help: "A coarse label that the shopper gave, such as an age band.") var segment: String?
        @Option(help: "For how many days, 1 to 90.") var days = 30

        func validate() throws {
            guard (1...90).contains(days) else { throw ValidationError("--days is a number from 1 to 90") }
            guard ConsentMessage.isReference(reference) else {
                throw ValidationError("--reference is 1 to 128 visible characters that hold no address")
            }
            guard segment.map(ConsentMessage.isSegment) ?? true else {
                throw ValidationError("--segment is lower-case letters, digits and hyphens")
            }
        }

        func run() throws {
            let (file, keyFile, site) = try files.open()
            let consent = Consent(
                reference: reference, scopes: offers ? [.presence, .offers] : [.presence], segment: segment,
                expiresAt: AddressInput.now + .minutes(Int64(days) * 24 * 60))
            guard let grant = ConsentGrant(consent, address: try AddressInput.read()) else {
                throw AddressInput.notAnAddress
            }
            do throws(PrivateFileError) {
                try file.add(grant, for: try BoxKey.load(keyFile).publicKey, site: site)
            } catch { throw Failure.exit(EX_CANTCREAT, error) }
        }
    }

    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Erases a consent: a running agent ends its visit, and keeps nothing of it.")
        @OptionGroup var files: Files
        @Option(help: "The reference that it was given with.") var reference: String

        func run() throws {
            let file = try files.open().file
            let removed: Int
            do throws(PrivateFileError) { removed = try file.remove { $0.reference == reference } } catch {
                throw Failure.exit(EX_CANTCREAT, error)
            }
            guard removed > 0 else { throw Failure.exit(EX_DATAERR, "no consent has this reference") }
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says which consents there are, until when and for what. It cannot say of which device.")
        @OptionGroup var files: Files

        func run() throws {
            let file = try files.open().file
            do throws(PrivateFileError) {
                for consent in try file.records().map(\.consent) {
                    let scopes = consent.scopes.map(\.rawValue).sorted().joined(separator: ",")
                    print("\(consent.reference) \(consent.expiresAt.rfc3339) \(scopes) \(consent.segment ?? "-")")
                }
            } catch { throw Failure.exit(EX_NOINPUT, error) }
        }
    }
}
