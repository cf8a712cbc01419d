import Fleet
import Glibc
import Threading
import Timekeeping

/// The file in which closed windows outlive the process: a line of JSON each, published figures only.
///
/// Written anew at the start and whenever it has become twice as long as what is kept. A line that cannot be read, for
/// instance the last one after a power cut, is passed over.
struct WindowArchive: ~Copyable, Sendable {
    private let path: String
    private var descriptor: Int32
    private var added = 0

    /// Reads the file onto the board; there need not be one yet.
    init(path: String, into board: inout SiteBoard) throws(DashboardError) {
        self.path = path
        descriptor = -1
        for line in try Self.contents(of: path).split(separator: UInt8(ascii: "\n")) {
            guard let document = try? DocumentValue(reading: Array(line), as: .json), let zone = document.text("zone"),
                Topics.isIdentifier(zone), let window = ClosedWindow(document),
                WallClock.now - window.from < Self.longestLife,
                board.zones[zone] != nil || board.zones.count < SiteBoard.mostPlaces
            else { continue }
            board.zones[zone, default: SiteBoard.Zone()].history.closed(window)
        }
        try rewrite(board)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// A footfall message came. What cannot be written is missing after the next start, and nothing else.
    mutating func note(_ topic: String, _ payload: [UInt8], of board: SiteBoard) {
        guard let zone = Topics.identifier(in: topic), board.zones[zone] != nil,
            let document = try? DocumentValue(reading: payload, as: .json), let window = ClosedWindow(document),
            window.lengthSeconds > 60
        else { return }
        added += 1
        guard added < Self.mostAdded else {
            _ = try? rewrite(board)
            return
        }
        _ = Self.append(window.document(of: zone).json() + [UInt8(ascii: "\n")], to: descriptor)
    }

    /// Writes what is kept beside the file, and puts it in its place.
    private mutating func rewrite(_ board: SiteBoard) throws(DashboardError) {
        let beside = path + ".new"
        let fresh = unsafe open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o600)
        guard fresh >= 0 else { throw Self.fault(path) }
        var isWhole = true
        for (zone, known) in board.zones.sorted(by: { $0.key < $1.key }) {
            let lines = known.history.all.filter { $0.lengthSeconds > 60 }.map { $0.document(of: zone).json() }
            isWhole = isWhole && Self.append(lines.flatMap { $0 + [UInt8(ascii: "\n")] }, to: fresh)
        }
        guard isWhole, fsync(fresh) == 0, unsafe rename(beside, path) == 0 else {
            let fault = Self.fault(path)
            close(fresh)
            unsafe unlink(beside)
            throw fault
        }
        if descriptor >= 0 { close(descriptor) }
        descriptor = fresh
        added = 0
    }

    private static func append(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var offset = 0
        while offset < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { bytes in
                let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[offset...])
                return unsafe write(descriptor, rest.baseAddress, rest.count)
            }
            if count < 0, errno != EINTR { return false }
            if count > 0 { offset += count }
        }
        return true
    }

    private static func contents(of path: String) throws(DashboardError) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0, errno == ENOENT { return [] }
        guard descriptor >= 0 else { throw fault(path) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while bytes.count < mostBytes {
            let count = unsafe piece.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { break }
            if count < 0, errno != EINTR { throw fault(path) }
            if count > 0 { bytes.append(contentsOf: piece.prefix(count)) }
        }
        return bytes
    }

    private static func fault(_ path: String) -> DashboardError {
        .file(path, reason: unsafe String(cString: strerror(errno)).lowercased())
    }

    private static let longestLife = Interval.minutes(36 * 24 * 60)
    private static let mostAdded = 50_000
    private static let mostBytes = 64 << 20
}
