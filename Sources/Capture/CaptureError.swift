import Glibc

/// Why frames cannot be read, from a savefile or from an interface, or not be written to a savefile.
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
    /// A savefile cannot be created or written; `code` is the system's error number.
    case unwritableSavefile(path: String, code: Int32)
    /// No interface of this name exists.
    case missingInterface(String)
    /// An interface cannot be opened for want of a capability.
    case notPermitted(interface: String)
    /// An interface is set down.
    case interfaceDown(String)
    /// An interface delivers no 802.11 frames; `linkType` is what it delivers: tcpdump.org/linktypes.html.
    case notInMonitorMode(interface: String, linkType: Int32)
    /// An interface vanished while it was listened to.
    case interfaceGone(String)
    /// libpcap cannot carry out `operation`; `code` and `text` are its own.
    case libraryFailed(operation: String, interface: String, code: Int32, text: String)
}

extension CaptureError {
    /// Whether opening the same thing again later can help without anybody's doing: an adapter comes back, an interface
    /// is set up. An interface that never was there is taken for a mistake in its name.
    public var isRecoverable: Bool {
        switch self {
        case .interfaceGone, .interfaceDown: true
        case .unreadableSavefile, .notASavefile, .damagedSavefile, .unwritableSavefile: false
        case .missingInterface, .notPermitted, .notInMonitorMode, .libraryFailed: false
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
        case .unwritableSavefile(let path, let code):
            "cannot write capture \(path): \(systemText(code)) (check the folder, its permissions and its free space)"
        case .missingInterface(let name):
            "cannot capture on \(name): no such interface (list them with: ip -brief link)"
        case .notPermitted(let name):
            "cannot capture on \(name): not permitted, CAP_NET_RAW is missing (run as the systemd unit does with "
                + "AmbientCapabilities=CAP_NET_RAW, or: setcap cap_net_raw+ep FILE-OF-THIS-PROGRAM)"
        case .interfaceDown(let name):
            "cannot capture on \(name): the interface is down (ip link set \(name) up)"
        case .notInMonitorMode(let name, let linkType):
            "cannot capture on \(name): not in monitor mode, link type \(linkType) (ip link set \(name) down; "
                + "iw dev \(name) set type monitor; ip link set \(name) up)"
        case .interfaceGone(let name):
            "cannot go on capturing on \(name): the interface has vanished (plug the adapter in again)"
        case .libraryFailed(let operation, let name, let code, let text):
            "cannot \(operation) on \(name): \(text) (\(code)) (is the adapter's driver loaded? see: dmesg)"
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
