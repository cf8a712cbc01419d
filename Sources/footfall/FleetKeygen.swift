import ArgumentParser
import Fleet
import Glibc
import Signing

struct FleetKeygen: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keygen",
        abstract: "Makes the key of a fleet manager.",
        discussion: """
            Writes the private key (a JSON Web Key, Ed25519) to a new file that only you may read, and prints the public \
            key: one line for fleet.keys of each sensor's configuration. Who has the file decides over the sensors.

            Exit status: 0; 73 when the file is there already or cannot be written.
            """)

    @Option(
        help: ArgumentHelp("The file for the private key. It must not be there yet.", valueName: "file"),
        completion: .file())
    var out: String

    func run() throws {
        var generator = SystemRandomNumberGenerator()
        let key = SigningKey(using: &generator)
        let descriptor = unsafe open(out, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw refusal(errno) }
        defer { close(descriptor) }
        let bytes = OctetKeyPair.text(of: key)
        let count = unsafe bytes.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
        guard count == bytes.count, fsync(descriptor) == 0 else { throw refusal(errno) }
        print(key.publicKey.text)
        Failure.say("the private key is in \(out); the line above goes into fleet.keys of each sensor")
    }

    private func refusal(_ code: Int32) -> ExitCode {
        let reason = unsafe String(cString: strerror(code)).lowercased()
        return Failure.exit(
            EX_CANTCREAT, "cannot write \(out): \(reason) (a key is never written over: choose a new name)")
    }
}
