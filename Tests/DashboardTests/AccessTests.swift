import Foundation
import Testing
import Timekeeping

@testable import Dashboard

struct AccessTests {
    @Test func `a password is kept as scrypt has it, as another implementation finds`() throws {
        var generator = SystemRandomNumberGenerator()
        let hash = PasswordHash(of: Array("correct horse".utf8), using: &generator)
        #expect(hash.matches(Array("correct horse".utf8)))
        #expect(!hash.matches(Array("correct house".utf8)))
        #expect(PasswordHash(text: hash.text) == hash)
        let script = """
            import base64, hashlib, sys
            _, work, block, lanes, salt, kept = sys.argv[1].split("$")
            octets = lambda text: base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
            found = hashlib.scrypt(b"correct horse", salt=octets(salt), n=2 ** int(work), r=int(block), p=int(lanes),
                                   maxmem=2 ** 28, dklen=32)
            sys.exit(found != octets(kept))
            """
        #expect(try Workbench().run("python3", ["-c", script, hash.text]).status == 0)
    }

    @Test(arguments: ["", "secret", "scrypt$1$8$1$AA$AA", "scrypt$15$8$3$AAAA$AAAA", "$2y$10$abcdefghijklmnopqrstuv"])
    func `anything but such a hash is refused, a password in the clear first of all`(text: String) {
        #expect(PasswordHash(text: text) == nil)
    }

    @Test func `who guesses is slowed down, who knows is not`() {
        var gate = LoginGate()
        let start = Uptime(seconds: 1_000)
        let admitted = (0..<20).map { _ in gate.admits(at: start) }.count { $0 }
        let later = [5, 7, 7].map { gate.admits(at: start + .seconds($0)) }
        gate.succeeded()
        let known = gate.admits(at: start + .seconds(7))
        #expect(admitted == 10 && later == [false, true, false] && known)
    }

    @Test func `a session is of who opened it, ends when told, and after a month of silence`() {
        var generator = SystemRandomNumberGenerator()
        var sessions = SessionTable()
        let start = Uptime(seconds: 0)
        let day = Interval.minutes(24 * 60)
        let tokens = (0..<2).map { _ in sessions.open(using: &generator, at: start) }
        #expect(tokens[0] != tokens[1] && tokens[0].count == 43)
        let open = ["guess", tokens[0]].map { sessions.isOpen($0, at: start + day) }
        sessions.close(tokens[0])
        let closed = sessions.isOpen(tokens[0], at: start + day)
        let silent = sessions.isOpen(tokens[1], at: start + Interval(nanoseconds: day.nanoseconds * 30))
        #expect(open == [false, true] && !closed && !silent)
        for _ in 0..<200 { _ = sessions.open(using: &generator, at: start) }
        let newest = sessions.open(using: &generator, at: start + day)
        let isOpen = sessions.isOpen(newest, at: start + day)
        #expect(isOpen)
    }

    @Test(arguments: [
        ("127.0.0.1:8090", true), ("[::1]:8090", true), ("localhost:1", true), ("127.8.1.2:1", true),
        ("0.0.0.0:8090", false), ("[::]:8090", false), ("127.0.0.1.example:80", false), ("192.0.2.7:80", false),
    ])
    func `loopback is what no other machine reaches`(text: String, isLoopback: Bool) throws {
        #expect(try #require(PageAddress(text)).isLoopback == isLoopback)
    }

    @Test(arguments: ["", "8090", "127.0.0.1", ":80", "host:99999", "a b:1"])
    func `what is no address is none`(text: String) { #expect(PageAddress(text) == nil) }

    @Test func `other machines need a password or a certificate, and encryption`() throws {
        let open = try #require(PageAddress("0.0.0.0:8090"))
        var generator = SystemRandomNumberGenerator()
        let password = PasswordHash(of: [1], using: &generator)
        let tls = Protection.Files(certificate: "c", key: "k")
        #expect(Protection().fault(at: open)?.contains("who may look?") == true)
        #expect(Protection(tls: tls).fault(at: open)?.contains("who may look?") == true)
        #expect(Protection(password: password).fault(at: open)?.contains("in the clear") == true)
        #expect(Protection(password: password, allowsPlaintext: true).fault(at: open) == nil)
        #expect(Protection(password: password, tls: tls).fault(at: open) == nil)
        let certified = Protection.Files(certificate: "c", key: "k", clientAuthority: "a")
        #expect(Protection(tls: certified).fault(at: open) == nil)
        #expect(Protection().fault(at: try #require(PageAddress("127.0.0.1:1"))) == nil)
    }

    @Test func `another site's page can neither read nor do anything here`() throws {
        let gate = RequestGate(protection: Protection(), address: try #require(PageAddress("127.0.0.1:8090")))
        var facts = RequestGate.Facts(host: "127.0.0.1:8090")
        #expect(gate.refusal(of: facts) == nil)
        facts.host = "evil.example:8090"
        #expect(gate.refusal(of: facts) == .foreignHost)
        facts = RequestGate.Facts(isPost: true, host: "localhost:8090", contentType: "application/json")
        #expect(gate.refusal(of: facts) == nil)
        facts.origin = "http://localhost:8090"
        #expect(gate.refusal(of: facts) == nil)
        for origin in ["http://evil.example", "null", "https://localhost:8090", "http://localhost:8091"] {
            facts.origin = origin
            #expect(gate.refusal(of: facts) == .foreignPage)
        }
        facts.origin = nil
        facts.site = "cross-site"
        #expect(gate.refusal(of: facts) == .foreignPage)
        facts.site = "same-origin"
        facts.contentType = "text/plain"
        #expect(gate.refusal(of: facts) == .contentType)
    }

    @Test func `a field of a form is read as browsers write it`() {
        let form = Array("name=x&password=a%2Bb+%C3%A4%zz&more=1".utf8)
        #expect(FormField.value("password", in: form) == Array("a+b ä%zz".utf8))
        #expect(FormField.value("word", in: form) == nil)
    }
}
