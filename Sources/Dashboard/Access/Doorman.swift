import Fleet
import Signing
import Threading

/// Asks for the password, one guest at a time: hashing takes memory and time.
actor Doorman {
    /// What became of an attempt.
    enum Answer: Equatable { case session(String), wrong, tooMany }

    private let password: PasswordHash?
    private var gate = LoginGate()
    private var sessions = SessionTable()

    init(password: PasswordHash?) { self.password = password }

    /// Whether a request with this session may pass.
    func admits(session: String?) -> Bool {
        guard password != nil else { return true }
        return session.map { sessions.isOpen($0, at: MonotonicClock.now) } ?? false
    }

    /// Whether a program with this password may pass: a scraper of figures.
    func admits(password given: [UInt8]) -> Answer {
        guard let password else { return .session("") }
        guard gate.admits(at: MonotonicClock.now) else { return .tooMany }
        guard password.matches(given) else { return .wrong }
        gate.succeeded()
        return .session("")
    }

    /// Somebody gives a password.
    func signOn(_ given: [UInt8]) -> Answer {
        let answer = admits(password: given)
        guard case .session = answer else { return answer }
        var generator = SystemRandomNumberGenerator()
        return .session(sessions.open(using: &generator, at: MonotonicClock.now))
    }

    /// Somebody leaves.
    func signOff(_ session: String?) { session.map { sessions.close($0) } }
}
