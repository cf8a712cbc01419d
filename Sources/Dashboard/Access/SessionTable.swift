import Signing
import Timekeeping

/// Who has given the password: random tokens, of which only hashes are kept, in memory alone.
struct SessionTable: Equatable, Sendable {
    private var usedAt: [SHA256Digest: Uptime] = [:]

    /// Begins a session; its token is for the browser's cookie.
    mutating func open(using generator: inout some RandomNumberGenerator, at now: Uptime) -> String {
        let token = Base64URL.text((0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) })
        if usedAt.count >= Self.most, let oldest = usedAt.min(by: { $0.value < $1.value }) { usedAt[oldest.key] = nil }
        usedAt[Self.digest(of: token)] = now
        return token
    }

    /// Whether a token is of a session that goes on; it is used if so.
    mutating func isOpen(_ token: String, at now: Uptime) -> Bool {
        let digest = Self.digest(of: token)
        guard let last = usedAt[digest] else { return false }
        guard now - last < Self.longestSilence else {
            usedAt[digest] = nil
            return false
        }
        usedAt[digest] = now
        return true
    }

    /// Ends a session.
    mutating func close(_ token: String) { usedAt[Self.digest(of: token)] = nil }

    private static func digest(of token: String) -> SHA256Digest { SHA256Digest(of: Array(token.utf8)) }

    private static let most = 64
    /// A screen on a wall asks again at each interruption; who was away for a month signs on again.
    private static let longestSilence = Interval.minutes(30 * 24 * 60)
}
