import Synchronization

/// The last lines of the log, for who asks how the box is. They hold what the log holds: no personal data.
final class RecentLog: Sendable {
    static let shared = RecentLog()

    private let kept = Mutex<[String]>([])

    /// Remembers a line, cut off where it is very long.
    func note(_ line: String) {
        kept.withLock { kept in
            if kept.count == Self.most { kept.removeFirst() }
            kept.append(String(line.prefix(Self.longest)))
        }
    }

    /// The oldest first.
    var lines: [String] { kept.withLock(\.self) }

    private static let most = 100
    private static let longest = 400
}
