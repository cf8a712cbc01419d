public import ArgumentParser
public import Broker
import Glibc
import Uplink

/// How a person's tool reaches the broker.
public struct BrokerOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The broker, for instance mqtts://broker.example.org.", valueName: "url"))
    public var broker: String

    @Option(
        help: ArgumentHelp("With mqtts: the certificates that the broker's must go back to (PEM).", valueName: "file"),
        completion: .file())
    public var caFile: String?

    @Option(
        help: ArgumentHelp("With mqtts: your own certificate (PEM), with --key-file.", valueName: "file"),
        completion: .file())
    public var certificateFile: String?

    @Option(
        help: ArgumentHelp("With mqtts: the private key of your certificate (PEM).", valueName: "file"),
        completion: .file())
    public var keyFile: String?

    @Option(help: ArgumentHelp("The name to sign on with.", valueName: "name"))
    public var username: String?

    @Option(help: ArgumentHelp("The file whose first line is the password.", valueName: "file"), completion: .file())
    public var passwordFile: String?

    @Flag(help: "Allows an unencrypted connection to another machine.")
    public var allowPlaintext = false

    public init() {}

    /// The settings of a client whose name begins with `name`.
    public func settings(_ name: String) throws -> BrokerSettings {
        let address: BrokerAddress
        do throws(BrokerAddressError) { address = try BrokerAddress(url: broker) } catch {
            throw Complaint.exit(EX_USAGE, "cannot use --broker: \(error)")
        }
        guard address.isSecure || address.isLoopback || allowPlaintext else {
            throw Complaint.exit(
                EX_USAGE, "\(address) is another machine, without encryption (use mqtts://, or give --allow-plaintext)")
        }
        var settings = BrokerSettings(address: address, clientIdentifier: "\(name)-\(getpid())")
        settings.tls = TLSSettings(authorityFile: caFile, certificateFile: certificateFile, keyFile: keyFile)
        if let username {
            let password = try passwordFile.map { path in
                let line = try ArgumentFile.contents(of: path).prefix { $0 != UInt8(ascii: "\n") && $0 != 0x0D }
                return String(decoding: line, as: UTF8.self)
            }
            settings.credentials = BrokerCredentials(userName: username, password: password ?? "")
        }
        return settings
    }
}
