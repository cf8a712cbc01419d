public import Broker
public import Capture
public import Positioning
public import Radio
public import Threading
public import Uplink

/// Why a configuration cannot be carried out on this box.
public enum RunError: Error, Equatable, Sendable {
    /// The file that holds the broker's password cannot be read; `code` is the system's error number.
    case unreadablePassword(path: String, code: Int32)
    /// A file that holds a public key of the fleet cannot be read; `code` is the system's error number.
    case unreadableKey(path: String, code: Int32)
    /// A file holds no public key of the fleet.
    case malformedKey(path: String)
    /// The broker's address cannot be read.
    case brokerAddress(BrokerAddressError)
    /// The broker's part of the configuration is refused.
    case broker(BrokerError)
    /// The system refuses a thread or a descriptor.
    case system(SystemFailure)
    /// The capture interface cannot be opened.
    case capture(CaptureError)
    /// The adapter cannot be used.
    case radio(RadioError)
    /// The site's document cannot be used.
    case site(ConfigurationFileError)
    /// The class table cannot be used.
    case classTable(ClassTableFileError)
    /// The site's floor plan cannot be used.
    case plan(InvalidPlan)
    /// A private key cannot be read or made.
    case key(PrivateFileError)
    /// A box of a site of several has no directory for its keys.
    case noKeyDirectory
    /// A box that is to be enrolled has no directory for its keys.
    case keysWithoutDirectory
    /// Keys that systemd gives to a service while it runs are not there, or not for this user; `code` is the system's
    /// error number.
    case keysOfService(directory: String, code: Int32)
    /// None of the configured channels is open to a listener on this adapter.
    case noChannel(adapter: String)
}

extension RunError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unreadablePassword(let path, let code):
            "cannot read the broker's password from \(path): \(systemMessage(code)) (check the path and its permissions)"
        case .unreadableKey(let path, let code):
            "cannot read the fleet's key from \(path): \(systemMessage(code)) (check the path and its permissions)"
        case .malformedKey(let path):
            "cannot use \(path): it holds no Ed25519 key (write the line there that footfall fleet keygen prints)"
        case .brokerAddress(let error): "cannot use the broker's address: \(error)"
        case .broker(let error): "\(error)"
        case .system(let failure):
            "cannot \(failure.operation) \(failure.object): \(systemMessage(failure.code)) (\(failure.code))"
        case .capture(let error): "\(error)"
        case .radio(let error): "\(error)"
        case .site(let error): "\(error)"
        case .classTable(let error): "\(error)"
        case .plan(let error): "\(error)"
        case .key(let error): "\(error)"
        case .noKeyDirectory:
            "cannot share the keys of a site of several boxes: there is no place for this box's own (set keys.directory)"
        case .keysWithoutDirectory:
            "cannot enrol the box: there is no place for its keys (set keys.directory, such as /var/lib/footfall)"
        case .keysOfService(let directory, let code):
            "cannot show the keys in \(directory): \(systemMessage(code)) (systemd fills it while the service runs, for the "
                + "service and for root)"
        case .noChannel(let adapter):
            "cannot listen with \(adapter): none of the configured channels is open to it in this regulatory domain "
                + "(see: footfall radios)"
        }
    }
}
