import Agent
import ArgumentParser
import Fleet
import Glibc
import Privacy
import Timekeeping

struct Deny: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Keeps the list of devices that are never counted.",
        discussion: """
            For people who object, staff and fixed equipment. Addresses are read from standard input, since arguments \
            stand in the list of processes and in the shell's history. The file holds them sealed for this box. A random \
            address is of no use here: the phone will have another one soon.

            A running agent follows the file within a second.

            Exit status: 0; 65 for a text that is no address; 73 when a file cannot be written; 78 when the configuration \
            names no consent.denyFile.
            """, subcommands: [Add.self, Remove.self, List.self])

    struct Files: ParsableArguments {
        @Option(
            help: ArgumentHelp("The configuration of the sensor, YAML or JSON.", valueName: "file"), completion: .file()
        )
        var config: String
    }

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Adds the address on standard input.")
        @OptionGroup var files: Files
        @Option(help: "Why: opt-out, staff, equipment, or another word of yours.") var label = "opt-out"

        func run() throws {
            let desk = try DenyBook(files.config)
            let address = try AddressInput.read()
            try desk.change { file, key, site in
                guard try file.add(address: address, label: label, by: key, site: site, at: AddressInput.now) else {
                    throw AddressInput.notAnAddress
                }
            }
            if SealedAddress.isRandomised(address: address) {
                Failure.say("this address was chosen by the device itself: it will have another one soon")
            }
        }
    }

    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Removes the address on standard input.")
        @OptionGroup var files: Files

        func run() throws {
            let desk = try DenyBook(files.config)
            let address = try AddressInput.read()
            try desk.change { file, key, site in
                guard try file.remove(address: address, by: key, site: site) > 0 else {
                    throw Failure.exit(EX_DATAERR, "this address is not on the list")
                }
            }
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says how many devices are on the list, why, and since when. It cannot say which.")
        @OptionGroup var files: Files

        func run() throws {
            try DenyBook(files.config).list { record in
                print("\(record.addedAt.rfc3339.prefix(10)) \(record.label)")
            }
        }
    }
}

/// The deny-list that a configuration names.
private struct DenyBook {
    private let configuration: Configuration
    private let denyFile: String
    private let keyFile: String

    init(_ path: String) throws {
        configuration = try ConfigurationArgument.read(path)
        guard let denyFile = configuration.consent.denyFile, let keyFile = configuration.consent.keyFile else {
            throw Failure.exit(EX_CONFIG, "the configuration names no consent.denyFile and consent.keyFile")
        }
        self.denyFile = denyFile
        self.keyFile = keyFile
    }

    func list(_ body: (DenyFile.Record) -> Void) throws {
        do throws(PrivateFileError) { try DenyFile(denyFile).records().forEach(body) } catch {
            throw Failure.exit(EX_NOINPUT, error)
        }
    }

    func change(_ body: (DenyFile, borrowing EnrolmentKey, String) throws -> Void) throws {
        do {
            try body(DenyFile(denyFile), try BoxKey.load(keyFile), configuration.site)
        } catch let error as PrivateFileError { throw Failure.exit(EX_CANTCREAT, error) }
    }
}
