/// Why something with the broker did not succeed.
///
/// None of them ends the service: it tries again. ``isRecoverable`` says how soon that makes sense.
public struct BrokerError: Error, Equatable, Sendable {
    /// What went wrong, as far as the cure goes.
    public enum Kind: String, Equatable, Sendable {
        case unresolvedName, unreachable, noAnswer, lost, silent, closed
        case badCredentials, notAuthorized, identifierRejected, protocolRejected, unavailable, takenOver
        case tls, unreadableFile, invalidSettings, protocolViolation, outOfMemory, system
        case publicationRefused, subscriptionRefused
    }

    /// What went wrong.
    public let kind: Kind
    /// What was tried: `connect to broker`, `publish on`, …
    public let operation: String
    /// On what: the broker's host and port, a topic, a file.
    public let object: String
    /// The kernel's, the library's, or the broker's number.
    public let code: Int
    /// Their own words.
    public let text: String

    /// Whether the cause may go away without somebody changing the settings.
    public var isRecoverable: Bool {
        switch kind {
        case .unresolvedName, .unreachable, .noAnswer, .lost, .silent, .closed, .unavailable, .takenOver, .tls,
            .protocolViolation, .outOfMemory, .system:
            true
        case .badCredentials, .notAuthorized, .identifierRejected, .protocolRejected, .unreadableFile,
            .invalidSettings, .publicationRefused, .subscriptionRefused:
            false
        }
    }

    /// Whether a call failed because of what it was given, not because of the connection.
    var isOfTheMessage: Bool { kind == .publicationRefused || kind == .invalidSettings }

    var cure: String? {
        switch kind {
        case .unresolvedName: "is the broker's name right, and does name resolution work?"
        case .unreachable: "is the broker running, and are its address and port right?"
        case .noAnswer: "is there an MQTT broker on this port, and does it want TLS?"
        case .badCredentials: "check the user name and the password"
        case .notAuthorized: "does the broker know this client's user name, password or certificate?"
        case .identifierRejected: "choose another client identifier"
        case .protocolRejected: "set the protocol version to 3.1.1"
        case .takenOver: "does another client have the same client identifier?"
        case .lost: "did the broker stop, or does another client have the same client identifier?"
        case .tls: "do the authority file, the broker's certificate, its name and the clock agree?"
        case .unreadableFile: "check that the file exists and that this user may read it"
        case .invalidSettings: "check the settings of the broker connection"
        case .publicationRefused, .subscriptionRefused: "check this client's rights on the broker"
        case .silent, .closed, .unavailable, .protocolViolation, .outOfMemory, .system: nil
        }
    }
}

extension BrokerError: CustomStringConvertible {
    public var description: String {
        "cannot \(operation) \(object): \(text) (\(code))" + (cure.map { " (\($0))" } ?? "")
    }
}
