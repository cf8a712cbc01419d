public import Fleet
import Glibc

/// Why there is no configuration.
public enum ConfigurationFileError: Error, Equatable, Sendable {
    /// The file cannot be read; `code` is the system's error number.
    case unreadable(path: String, code: Int32)
    /// The document in it is wrong.
    case invalid(path: String, InvalidConfiguration)
}

extension ConfigurationFileError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unreadable(let path, let code):
            "cannot read configuration \(path): \(systemMessage(code)) (check the path and its permissions)"
        case .invalid(let path, let invalid):
            invalid.problems.map { "\(path): \($0)" }.joined(separator: "\n")
        }
    }
}

/// A configuration that is kept in a file.
public enum ConfigurationFile {
    /// Reads the configuration at `path`, JSON or YAML.
    public static func read(_ path: String) throws(ConfigurationFileError) -> Configuration {
        let bytes = try contents(of: path)
        do throws(InvalidConfiguration) {
            return try Configuration(reading: bytes, as: DocumentFormat(fileName: path))
        } catch {
            throw .invalid(path: path, error)
        }
    }

    /// Reads the configuration at `path` as the ground on which others are laid.
    public static func readBox(_ path: String) throws(ConfigurationFileError) -> BoxConfiguration {
        let bytes = try contents(of: path)
        do throws(InvalidConfiguration) {
            return try BoxConfiguration(reading: bytes, as: DocumentFormat(fileName: path))
        } catch {
            throw .invalid(path: path, error)
        }
    }

    /// The bytes of the file, cut off behind the size that the reader refuses.
    static func contents(of path: String) throws(ConfigurationFileError) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(path: path, code: errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while bytes.count <= Self.mostBytes {
            let count = unsafe piece.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { return bytes }
            if count < 0, errno != EINTR { throw .unreadable(path: path, code: errno) }
            if count > 0 { bytes.append(contentsOf: piece.prefix(count)) }
        }
        return bytes
    }

    /// What is longer is refused by its length, and need not be read to its end.
    private static let mostBytes = 2 << 20
}

/// The system's sentence for an error number, in lower case.
func systemMessage(_ code: Int32) -> String {
    unsafe strerror(code).map { unsafe String(cString: $0).lowercased() } ?? "error \(code)"
}
