public import Fleet
import Privacy
import Signing

/// What a fleet manager has to know of a box before the box becomes part of its site.
public struct Enrolment: Equatable, Sendable {
    public let site: String
    public let sensor: String
    /// What the site's keys are sealed to for the box: 43 characters of base64url.
    public let sealingKey: String
    /// What the box's announcements are verified by.
    public let signingKey: String

    /// The enrolment of the box that a configuration describes. Its keys are made if they are not there yet.
    ///
    /// - Throws: ``RunError/keysWithoutDirectory`` where the configuration has no place for keys,
    ///   ``RunError/keysOfService(directory:code:)`` where a service alone has them.
    public init(_ configuration: Configuration) throws(RunError) {
        guard let directory = configuration.keys.directory else { throw .keysWithoutDirectory }
        let keys = try Self.keys(in: directory)
        site = configuration.site
        sensor = configuration.sensor
        sealingKey = keys.sealingKey.base64URL
        signingKey = keys.signingKey.base64URL
    }

    /// What two people can compare over the telephone: the first 80 bits of the SHA-256 of all four, NUL between them, in
    /// groups of four digits.
    public var fingerprint: String {
        let text = [site, sensor, sealingKey, signingKey].joined(separator: "\0")
        let digits = Array(SHA256Digest(of: Array(text.utf8)).hexadecimal.prefix(20))
        return stride(from: 0, to: digits.count, by: 4).map { String(digits[$0..<$0 + 4]) }.joined(separator: " ")
    }

    /// The enrolment as one JSON object.
    public var json: [UInt8] {
        let members = [
            ("site", site), ("sensor", sensor), ("sealingKey", sealingKey), ("signingKey", signingKey),
            ("fingerprint", fingerprint),
        ]
        return DocumentValue(.object(members.map { DocumentMember($0, DocumentValue(.string($1))) })).json()
    }

    private static func keys(in directory: String) throws(RunError) -> BoxKeys {
        do throws(RunError) { return try BoxKeys(in: directory) } catch {
            guard case .key(.refused(_, _, let code)) = error, directory.hasPrefix(credentials) else { throw error }
            throw .keysOfService(directory: directory, code: code)
        }
    }

    /// Where systemd puts what it gives to one service while that runs. Source: systemd.exec(5), LoadCredential.
    private static let credentials = "/run/credentials/"
}
