import Glibc

/// What is known of the terminal behind a file descriptor.
enum Terminal {
    /// Whether there is one that understands more than lines.
    static func isThere(_ descriptor: Int32) -> Bool {
        isatty(descriptor) == 1 && environment("TERM").map { !$0.isEmpty && $0 != "dumb" } ?? false
    }

    /// Whether colours are wanted there. Source: no-color.org.
    static func isColoured(_ descriptor: Int32) -> Bool {
        isThere(descriptor) && environment("NO_COLOR")?.isEmpty ?? true
    }

    /// Its columns and lines; 80 × 24 where it does not say.
    static func size(_ descriptor: Int32) -> (columns: Int, lines: Int) {
        var size = winsize()
        guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            return (80, 24)
        }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    /// Writes all of a text.
    static func put(_ text: String, to descriptor: Int32) {
        let bytes = Array(text.utf8)
        var offset = 0
        while offset < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { bytes in
                unsafe write(descriptor, bytes.baseAddress.map { unsafe $0 + offset }, bytes.count - offset)
            }
            guard count > 0 || errno == EINTR else { return }
            offset += max(count, 0)
        }
    }

    private static func environment(_ name: String) -> String? {
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }
}
