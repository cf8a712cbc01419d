import Fleet
import Privacy
import Timekeeping

/// The private keys of this box, and what the site's document has to name for it to be enrolled.
struct BoxKeys {
    private let directory: String
    /// What epoch keys are sealed to.
    let sealingKey: PublicKey
    /// What announcements of keys are verified by, should the box be the site's locator.
    let signingKey: PublicKey

    /// The keys in a directory, made when they are not there.
    init(in directory: String) throws(RunError) {
        self.directory = directory
        sealingKey = try Self.enrolmentKey(in: directory).publicKey
        signingKey = try Self.locatorKey(in: directory).publicKey
    }

    /// The box as a follower of its site's keys.
    func follower(_ membership: SiteMembership, _ configuration: Configuration) throws(RunError) -> KeyFollower {
        KeyFollower(
            site: configuration.site, sensor: configuration.sensor,
            epochLength: .seconds(Int64(configuration.privacy.epochSeconds)),
            enrolmentKey: try Self.enrolmentKey(in: directory), locators: membership.signingKeys)
    }

    /// What the box signs announcements with.
    func locatorKey() throws(RunError) -> LocatorKey { try Self.locatorKey(in: directory) }

    private static func enrolmentKey(in directory: String) throws(RunError) -> EnrolmentKey {
        do throws(PrivateFileError) { return try BoxKey.load(directory + "/sealing.key") } catch { throw .key(error) }
    }

    private static func locatorKey(in directory: String) throws(RunError) -> LocatorKey {
        do throws(PrivateFileError) {
            return try KeyFile.key(directory + "/signing.key") { write in
                var generator = Randomness.system
                LocatorKey(using: &generator).withPrivateKey(write)
            } _: {
                LocatorKey(privateKey: $0)
            }
        } catch { throw .key(error) }
    }
}
