import Glibc
import Synchronization

/// The bytes of a file or of standard input, unpacked where they are packed with gzip.
struct ByteSource: ~Copyable {
    /// The path as the caller gave it.
    let path: String
    /// What ended a packed stream before its end; nil while it is sound.
    var damage: SavefileDamage? { inflater?.damage }

    private let descriptor: Int32
    /// The first bytes of a plain file, read to see what it is and not yet given out.
    private var prefix: [UInt8]
    private let inflater: GzipInflater?

    /// Opens the file at `path`; `-` is standard input.
    init(path: String) throws(CaptureError) {
        let descriptor = path == "-" ? STDIN_FILENO : unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadableSavefile(path: path, code: errno) }
        let (first, code) = Self.firstBytes(of: descriptor)
        guard code == 0 else {
            if descriptor != STDIN_FILENO { _ = close(descriptor) }
            throw .unreadableSavefile(path: path, code: code)
        }
        let isPacked = first.starts(with: [0x1f, 0x8b])  // RFC 1952 §2.3.1
        self.path = path
        self.descriptor = descriptor
        prefix = isPacked ? [] : first
        inflater = isPacked ? GzipInflater(input: first) : nil
    }

    deinit {
        if descriptor != STDIN_FILENO { _ = close(descriptor) }
    }

    /// Reads at least one byte into `room`, which is not empty; 0 at the end, or where ``damage`` ends the stream.
    mutating func read(into room: UnsafeMutableRawBufferPointer) throws(CaptureError) -> Int {
        if let inflater {
            let (got, code) = unsafe inflater.read(into: room, from: descriptor)
            if code != 0 { throw .unreadableSavefile(path: path, code: code) }
            return got
        }
        if !prefix.isEmpty {
            let count = min(prefix.count, room.count)
            unsafe room.copyBytes(from: prefix[..<count])
            prefix.removeFirst(count)
            return count
        }
        let got = unsafe readSome(from: descriptor, into: room)
        if got < 0 { throw .unreadableSavefile(path: path, code: errno) }
        return got
    }

    /// Enough bytes to tell a packed file, and the error number where they cannot be read.
    private static func firstBytes(of descriptor: Int32) -> (bytes: [UInt8], code: Int32) {
        var code: Int32 = 0
        var bytes: [UInt8] = []
        var room = [UInt8](repeating: 0, count: 4096)
        while bytes.count < 2 {
            let got = unsafe room.withUnsafeMutableBytes { unsafe readSome(from: descriptor, into: $0) }
            if got < 0 { code = errno }
            if got <= 0 { break }
            bytes += room[..<got]
        }
        return (bytes, code)
    }
}

/// read(2), again when a signal came between; negative with `errno` set on failure.
func readSome(from descriptor: Int32, into room: UnsafeMutableRawBufferPointer) -> Int {
    while true {
        let got = unsafe read(descriptor, room.baseAddress, room.count)
        if got >= 0 { savefileBytesRead.add(got, ordering: .relaxed) }
        if got >= 0 || errno != EINTR { return got }
    }
}

/// What was read of all captures so far, packed ones as they are packed.
private let savefileBytesRead = Atomic(0)

extension SavefileReader {
    /// How many bytes of captures this process has read so far: for who shows how far it is. From any thread.
    public static var totalBytesRead: Int { savefileBytesRead.load(ordering: .relaxed) }
}
