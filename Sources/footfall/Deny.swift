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

            A running agent follows the file within a second. Exit status: 0; 65 for a text that is no address; 73 when \
            a file cannot be written; 78 when the configuration names no consent.denyFile.
            """, subcommands: [Add.self, Remove.self, List.self])

    struct Files: ParsableArguments {
        @Option(help: "The configuration of the sensor.", completion: .file())
        var config: String
    }

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Adds the address on standard input.")
        @OptionGroup var files: Files
        @Option(help: "Why: opt-out, staff, equipment, …") var label = "opt-out"

        func run() throws {
            let desk = try DenyBook(files.config)
            let address = try DenyBook.address()
            try desk.change { file, key, site in
                var generator = SystemRandomNumberGenerator()
                guard let sealed = SealedAddress(address: address, for: key.publicKey, site: site, using: &generator)
                else { throw DenyBook.notAnAddress }
                _ = file.remove(address: address, by: key, site: site)
                file.add(sealed, label: label, at: DenyBook.now)
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
            let address = try DenyBook.address()
            try desk.change { file, key, site in
                guard file.remove(address: address, by: key, site: site) > 0 else {
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
            for record in try DenyBook(files.config).read().records {
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

    func read() throws -> DenyFile {
        do throws(PrivateFileError) { return try DenyFile(reading: denyFile) } catch {
            throw Failure.exit(EX_NOINPUT, error)
        }
    }

    func change(_ body: (inout DenyFile, borrowing EnrolmentKey, String) throws -> Void) throws {
        var file = try read()
        do {
            let key = try BoxKey.load(keyFile)
            try body(&file, key, configuration.site)
            try file.write(to: denyFile)
        } catch let error as PrivateFileError { throw Failure.exit(EX_CANTCREAT, error) }
    }

    /// The address on standard input.
    static func address() throws -> String {
        guard let line = readLine() else { throw notAnAddress }
        return line.filter { !$0.isWhitespace }
    }

    static var notAnAddress: ExitCode {
        Failure.exit(
            EX_DATAERR, "standard input holds no address of a device (twelve hexadecimal digits, in pairs with colons)")
    }

    static var now: WallTime {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return WallTime(seconds: Int64(time.tv_sec))
    }
}
