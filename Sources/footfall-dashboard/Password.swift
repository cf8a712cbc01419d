import ArgumentParser
import Arguments
import Dashboard
import Glibc

struct Password: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Turns a password into the line that --page-password-file takes.",
        discussion: """
            Reads the password from standard input: at a terminal it asks, without showing it. The line holds a salted \
            hash (scrypt), from which nobody gets the password back but by trying.
            """)

    func run() throws {
        let password = try isatty(STDIN_FILENO) == 1 ? Self.asked() : Self.piped()
        guard password.count >= Self.fewestBytes else {
            throw Complaint.exit(EX_DATAERR, "a password of fewer than \(Self.fewestBytes) letters is soon guessed")
        }
        var generator = SystemRandomNumberGenerator()
        print(PasswordHash(of: password, using: &generator).text)
    }

    private static func piped() throws -> [UInt8] {
        Array(try ArgumentFile.contents(of: "-").prefix { $0 != UInt8(ascii: "\n") && $0 != 0x0D })
    }

    private static func asked() throws -> [UInt8] {
        var settings = termios()
        unsafe tcgetattr(STDIN_FILENO, &settings)
        var silent = settings
        silent.c_lflag &= ~tcflag_t(ECHO)
        unsafe tcsetattr(STDIN_FILENO, TCSANOW, &silent)
        defer { unsafe tcsetattr(STDIN_FILENO, TCSANOW, &settings) }
        let answers = ["password: ", "again: "].map { question in
            let bytes = Array(question.utf8)
            _ = unsafe bytes.withUnsafeBytes { unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
            let answer = readLine() ?? ""
            _ = unsafe write(STDERR_FILENO, "\n", 1)
            return answer
        }
        guard answers[0] == answers[1] else { throw Complaint.exit(EX_DATAERR, "the two were not the same") }
        return Array(answers[0].utf8)
    }

    private static let fewestBytes = 10
}
