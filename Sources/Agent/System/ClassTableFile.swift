public import Counting
public import Evaluation
public import Fleet

/// The class table that a configuration names: how many devices there are, given how often their class scans.
public enum ClassTableFile {
    /// Reads it; the one that is shipped when the configuration names none.
    public static func read(for configuration: Configuration) throws(ClassTableFileError) -> ClassTable {
        guard let path = configuration.counting.classTableFile else { return .shipped }
        let bytes: [UInt8]
        do throws(ConfigurationFileError) { bytes = try ConfigurationFile.contents(of: path) } catch {
            switch error {
            case .unreadable(_, let code): throw .unreadable(path: path, code: code)
            case .invalid: preconditionFailure("bytes are not judged while they are read")
            }
        }
        do throws(CSVProblem) { return try ClassTable(json: bytes) } catch { throw .invalid(path: path, error) }
    }
}

/// Why a class table cannot be used.
public enum ClassTableFileError: Error, Equatable, Sendable {
    /// The file cannot be read; `code` is the system's error number.
    case unreadable(path: String, code: Int32)
    /// It holds no class table.
    case invalid(path: String, CSVProblem)
}

extension ClassTableFileError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unreadable(let path, let code):
            "cannot read class table \(path): \(systemMessage(code)) (check the path, its permissions and "
                + "counting.classTableFile)"
        case .invalid(let path, let problem): "cannot use class table \(path): \(problem)"
        }
    }
}
