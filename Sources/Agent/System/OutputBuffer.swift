import Glibc

/// Text on its way to a file descriptor, written in large pieces.
struct OutputBuffer: ~Copyable {
    private let descriptor: Int32
    private var bytes: [UInt8] = []
    /// The system's error number of the first write that failed; what comes after it is dropped.
    private(set) var failure: Int32?

    init(descriptor: Int32) {
        self.descriptor = descriptor
        bytes.reserveCapacity(Self.capacity + 4_096)
    }

    deinit { assert(bytes.isEmpty || failure != nil, "flush before the buffer ends") }

    /// Adds a line; writes when much has collected.
    mutating func writeLine(_ body: (inout [UInt8]) -> Void) {
        body(&bytes)
        bytes.append(UInt8(ascii: "\n"))
        if bytes.count >= Self.capacity { flush() }
    }

    /// Writes what has collected.
    mutating func flush() {
        var offset = 0
        while offset < bytes.count, failure == nil {
            let written = unsafe bytes.withUnsafeBytes { buffer in
                unsafe write(descriptor, buffer.baseAddress.map { unsafe $0 + offset }, buffer.count - offset)
            }
            if written >= 0 { offset += written } else if errno != EINTR { failure = errno }
        }
        bytes.removeAll(keepingCapacity: true)
    }

    private static let capacity = 65_536
}
