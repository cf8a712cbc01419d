import Glibc
public import Threading

/// Why measurements cannot be shown; all of it may heal by itself.
public enum ExpositionError: Error, Equatable, Sendable {
    /// The file cannot be written or put in place; `code` is the system's error number.
    case file(operation: String, path: String, code: Int32)
    /// The address cannot be answered on; `code` is the system's error number.
    case socket(operation: String, address: String, code: Int32)
    /// The system refuses a thread or a descriptor.
    case system(SystemFailure)
}

extension ExpositionError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .file(let operation, let path, let code):
            "cannot \(operation) \(path): \(Self.message(code)) (may the agent's user write to that folder?)"
        case .socket(let operation, let address, let code):
            "cannot \(operation) \(address): \(Self.message(code)) (\(Self.cure(code)))"
        case .system(let failure): "cannot \(failure.operation) \(failure.object): \(Self.message(failure.code))"
        }
    }

    private static func message(_ code: Int32) -> String { unsafe String(cString: strerror(code)).lowercased() }

    private static func cure(_ code: Int32) -> String {
        switch code {
        case EADDRINUSE: "does another program answer there?"
        case EADDRNOTAVAIL: "has this box that address?"
        case EACCES: "ports below 1024 are for root"
        default: "see metrics.listen"
        }
    }
}
