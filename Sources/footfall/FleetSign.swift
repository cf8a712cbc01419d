import ArgumentParser
import Fleet
import Glibc
import Signing

struct FleetSign: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign",
        abstract: "Signs a configuration for pushing: prints a JWS (RFC 7515, EdDSA).",
        discussion: """
            Reads the keys that are to change, or a site document, YAML or JSON, as footfall check does: what is wrong is \
            told here, and not by each sensor. A site document is pushed to the site. The version must rise from document to document; by default (--document-version) it is the time in seconds. Any \
            JOSE library can make the same: the payload is {"version":…,"rollout":…,"configuration":…,"site":…}.

            Exit status: 0; 65 when the key is none; 66 when a file cannot be read; 78 when the configuration is wrong.
            """)

    @Argument(help: "The keys that are to change, or a site document, YAML or JSON.", completion: .file())
    var file: String

    @OptionGroup var signature: SignatureOptions

    func run() throws {
        let bytes = try signature.message(for: file)
        print(String(decoding: bytes, as: UTF8.self))
    }
}

/// How a document is signed.
struct SignatureOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The private key, as footfall fleet keygen writes it.", valueName: "file"),
        completion: .file())
    var key: String

    @Option(
        help: ArgumentHelp(
            "The document's version: higher than that of any before. (default: the time in seconds since 1970)",
            valueName: "number"))
    var documentVersion: Int?

    @Option(
        help: ArgumentHelp(
            "The sensors that go first, with commas between; all others wait for them.", valueName: "names"))
    var canaries: String?

    @Option(
        help: ArgumentHelp(
            "How many seconds the others wait after the last canary has applied it. (default: 600)",
            valueName: "seconds"))
    var holdFor: Int?

    func validate() throws {
        if holdFor != nil, canaries == nil { throw ValidationError("--hold-for needs --canaries") }
    }

    /// The signed message for the configuration in `file`.
    func message(for file: String) throws -> [UInt8] {
        let key = try FleetFiles.key(key)
        let bytes = try FleetFiles.contents(of: file)
        do throws(InvalidConfiguration) {
            let document = try DocumentValue(reading: bytes, as: DocumentFormat(fileName: file))
            let payload = try DesiredPayload(version: documentVersion ?? time(nil), document, rollout: plan)
            return SignedMessage(payload.json, by: key).text
        } catch {
            throw Failure.exit(EX_CONFIG, error.problems.map { "\(file): \($0)" }.joined(separator: "\n"))
        }
    }

    private var plan: RolloutPlan {
        var plan = RolloutPlan()
        plan.canaries = canaries?.split(separator: ",").map { $0.trimmingPrefix(" ") }.map(String.init) ?? []
        if let holdFor { plan.holdForSeconds = holdFor }
        return plan
    }
}
