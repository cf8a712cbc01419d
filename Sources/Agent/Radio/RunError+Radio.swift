import Capture
import Glibc
import Radio

extension RunError {
    /// Whether trying again later may help with the radio.
    var isRecoverable: Bool {
        switch self {
        case .radio(let error): error.isAbsence || error.isRecoverable
        case .capture(.notPermitted): false
        case .capture, .noChannel: true
        case .unreadablePassword, .unreadableKey, .malformedKey, .brokerAddress, .broker, .system: false
        case .site, .classTable, .plan, .key, .noKeyDirectory, .keysWithoutDirectory, .keysOfService: false
        }
    }

    /// Whether it says that there is no such adapter.
    var isAbsence: Bool { if case .radio(let error) = self { error.isAbsence } else { false } }
}

extension RadioError {
    /// Whether it says that there is no such adapter, or no wireless stack, which comes with the first adapter.
    var isAbsence: Bool { code == ENODEV || code == ENOENT }
}
