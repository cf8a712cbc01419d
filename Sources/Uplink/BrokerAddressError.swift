/// Why a text is no broker address.
public enum BrokerAddressError: Error, Equatable, Sendable, CustomStringConvertible {
    /// It begins with neither `mqtt://` nor `mqtts://`.
    case unknownScheme
    /// It holds a user name or a password.
    case holdsCredentials
    /// Something follows the port.
    case holdsPath
    /// There is no host, or it cannot be one.
    case malformedHost
    /// The port is no number from 1 to 65535.
    case malformedPort

    public var description: String {
        switch self {
        case .unknownScheme: "the broker's address has an unknown scheme (write mqtt://HOST:PORT or mqtts://HOST:PORT)"
        case .holdsCredentials:
            "the broker's address holds a user name or a password (they have keys of their own in the configuration)"
        case .holdsPath: "the broker's address goes on after the port (write mqtt://HOST:PORT)"
        case .malformedHost:
            "the broker's address names no host (an IPv6 address stands in brackets: mqtt://[::1]:1883)"
        case .malformedPort: "the broker's address has a port that is no number from 1 to 65535"
        }
    }
}
