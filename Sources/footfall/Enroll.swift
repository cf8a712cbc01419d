import Agent
import ArgumentParser
import Fleet
import Glibc

struct Enroll: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints what a fleet manager needs to take this box into its site, as text and QR code.",
        discussion: """
            Makes the box's keys (keys.directory) if they are not there yet, and prints the public halves, which go into \
            the sensor's entry of the site document, with a fingerprint to compare by telephone. The private halves \
            never leave the box. The QR code holds the object that --json prints.

            Run as root, it leaves new keys to whoever the folder belongs to, which is the service's user.

            Exit status: \
            0; 66 when a key cannot be read or made; 75 when the keys are credentials (systemd) of a service that does not \
            run; 78 when the configuration is wrong or names no folder for keys.
            """)

    @Option(
        help: ArgumentHelp("The configuration, YAML or JSON.", valueName: "file"), completion: .file())
    var config = Examination.usualConfiguration

    @Flag(help: "Prints one JSON object: site, sensor, sealingKey, signingKey, fingerprint.")
    var json = false

    func run() throws {
        let configuration = try ConfigurationArgument.read(config)
        let enrolment: Enrolment
        do throws(RunError) { enrolment = try Enrolment(configuration) } catch {
            throw Failure.exit(error.exitStatus, error)
        }
        if json { return print(String(decoding: enrolment.json, as: UTF8.self)) }
        print(Self.text(enrolment))
        if let code = QRCode(enrolment.json) { print(Self.picture(code).joined(separator: "\n")) }
    }

    private static func text(_ enrolment: Enrolment) -> String {
        """
        site         \(enrolment.site)
        sensor       \(enrolment.sensor)
        fingerprint  \(enrolment.fingerprint)

        into the sensor's entry of the site document:
            sealingKey: \(enrolment.sealingKey)
            signingKey: \(enrolment.signingKey)

        """
    }

    /// On a terminal the colours are said, for it may write dark on light.
    private static func picture(_ code: QRCode) -> [String] {
        guard isatty(STDOUT_FILENO) == 1 else { return code.lines }
        return code.lines.map { "\u{1B}[97;40m\($0)\u{1B}[0m" }
    }
}
