import Agent
import Broker
import Glibc
import Radio

extension RunError {
    /// The status of sysexits(3) that fits.
    var exitStatus: Int32 {
        switch self {
        case .unreadablePassword, .unreadableKey: EX_NOINPUT
        case .brokerAddress, .malformedKey: EX_CONFIG
        case .broker(let error): error.kind == .invalidSettings ? EX_CONFIG : EX_OSERR
        case .system: EX_OSERR
        case .capture(let error): error.exitStatus
        case .radio(let error): error.exitStatus
        case .noChannel, .site, .classTable, .plan, .noKeyDirectory, .keysWithoutDirectory: EX_CONFIG
        case .key: EX_NOINPUT
        case .keysOfService: EX_TEMPFAIL
        }
    }
}

extension RadioError {
    /// The status of sysexits(3) that fits.
    var exitStatus: Int32 {
        switch code {
        case EPERM, EACCES: EX_NOPERM
        default: EX_UNAVAILABLE
        }
    }
}
