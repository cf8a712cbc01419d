import Glibc

/// Why frames cannot be read, from a savefile or from an interface.
///
/// It names files, interfaces, offsets and codes; it never holds a byte of a frame.
public enum CaptureError: Error, Equatable, Sendable {
    /// A savefile cannot be opened or read; `code` is the system's error number.
    case unreadableSavefile(path: String, code: Int32)
    /// A file that is no capture. `compression` names the program that unpacks it, when that is what stands in the way.
    case notASavefile(path: String, compression: String?)
    /// A savefile is damaged at the record that starts at `offset` of its uncompressed bytes. What stood before it was
    /// delivered.
    case damagedSavefile(path: String, offset: UInt64, damage: SavefileDamage)
}

extension CaptureError {
    /// Whether trying again later can help without anybody's doing.
    public var isRecoverable: Bool {
        switch self {
        case .unreadableSavefile, .notASavefile, .damagedSavefile: false
        }
    }
}

extension CaptureError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unreadableSavefile(let path, let code):
            "cannot read capture \(path): \(systemText(code)) (\(Self.cure(code)))"
        case .notASavefile(let path, let compression?):
            "cannot read capture \(path): compressed in a way that is not read here (unpack it first: \(compression))"
        case .notASavefile(let path, nil):
            "cannot read capture \(path): neither pcap nor pcapng (see what it is with: file \(path))"
        case .damagedSavefile(let path, 0, let damage):
            "cannot read capture \(path): \(damage) (copy it again from where it was captured)"
        case .damagedSavefile(let path, let offset, let damage):
            "cannot read capture \(path) beyond byte \(offset): \(damage) (what stands before it was used)"
        }
    }

    private static func cure(_ code: Int32) -> String {
        switch code {
        case ENOENT: "check the path"
        case EACCES, EPERM: "give read permission to the user that runs this"
        case EISDIR: "name a capture file in it"
        default: "check the file and its storage"
        }
    }
}
