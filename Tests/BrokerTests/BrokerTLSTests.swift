import Broker
import Foundation
import Testing
import Timekeeping
import Uplink

@Suite(.enabled(if: TestBroker.isAvailable, TestBroker.absence))
struct BrokerTLSTests {
    /// A broker under TLS, its certificate and a client's signed by an authority of its own.
    static func secureBroker(wantsClientCertificate: Bool = false) async throws -> TestBroker {
        let broker = try await TestBroker(
            [
                "listener PORT 127.0.0.1", "cafile FOLDER/ca.pem", "certfile FOLDER/server.pem",
                "keyfile FOLDER/server.key", "require_certificate \(wantsClientCertificate)",
                "use_identity_as_username \(wantsClientCertificate)", "allow_anonymous \(!wantsClientCertificate)",
            ], startsNow: false)
        try makeAuthority("ca", in: broker.folder)
        try makeAuthority("other", in: broker.folder)
        try makeCertificate("server", names: "IP:127.0.0.1,DNS:broker.test", signedBy: "ca", in: broker.folder)
        try makeCertificate("client", names: "DNS:sensor-1", signedBy: "ca", in: broker.folder)
        try makeCertificate("stranger", names: "DNS:sensor-1", signedBy: "other", in: broker.folder)
        try await broker.start()
        return broker
    }

    static func makeAuthority(_ name: String, in folder: URL) throws {
        let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "\(name).key"]
        try run(
            "openssl", ["req", "-x509", "-days", "2", "-subj", "/CN=\(name)", "-out", "\(name).pem"] + key, in: folder)
    }

    static func makeCertificate(_ name: String, names: String, signedBy issuer: String, in folder: URL) throws {
        let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "\(name).key"]
        let issuing = ["-CA", "\(issuer).pem", "-CAkey", "\(issuer).key", "-addext", "subjectAltName=\(names)"]
        let general = ["req", "-x509", "-days", "2", "-subj", "/CN=\(name)", "-out", "\(name).pem"]
        try run("openssl", general + ["-addext", "basicConstraints=critical,CA:FALSE"] + issuing + key, in: folder)
    }

    static func settings(_ broker: TestBroker, authority: String = "ca", client: String? = nil) -> BrokerSettings {
        var settings = broker.settings(isSecure: true)
        settings.tls.authorityFile = broker.folder.appending(path: "\(authority).pem").path
        settings.tls.certificateFile = client.map { broker.folder.appending(path: "\($0).pem").path }
        settings.tls.keyFile = client.map { broker.folder.appending(path: "\($0).key").path }
        return settings
    }

    @Test func `messages go over TLS to a broker that the authority vouches for`() async throws {
        let broker = try await Self.secureBroker()
        let authority = broker.folder.appending(path: "ca.pem").path
        let witness = try await Witness(of: broker, arguments: ["-h", "127.0.0.1", "--cafile", authority])
        let service = try broker.service(Self.settings(broker), announcing: [.status("online")])
        for number in 1...200 { service.submit(.event(number)) }
        #expect(service.stop(farewell: [.status("stopped")], within: .seconds(20)) == 0)
        let expected = ["status 0 online"] + (1...200).map { "event/\($0) 0 \($0)" } + ["status 0 stopped"]
        #expect(await eventually { witness.lines == expected })
    }

    @Test func `a broker that another authority vouches for is refused, in the library's words`() async throws {
        let broker = try await Self.secureBroker()
        let journal = Journal()
        let service = try broker.service(Self.settings(broker, authority: "other"), journal: journal)
        service.submit(.event(1))
        #expect(await eventually { journal.reasons.count >= 2 })
        #expect(journal.reasons.first?.kind == .tls)
        #expect(journal.reasons.first?.text.contains("certificate verify failed") == true)
        service.stop(farewell: [], within: .zero)
        #expect(broker.receivedTopics() == [])
    }

    @Test func `a broker whose certificate has another name is refused`() async throws {
        let broker = try await Self.secureBroker()
        let journal = Journal()
        var settings = Self.settings(broker)
        settings.address.host = "localhost"
        let service = try broker.service(settings, journal: journal)
        #expect(await eventually { journal.reasons.contains { $0.kind == .tls } })
        #expect(!journal.transitions.contains { $0.to == .online })
        service.stop(farewell: [], within: .zero)
    }

    @Test func `a client certificate opens the broker that wants one, and its name is the user`() async throws {
        let broker = try await Self.secureBroker(wantsClientCertificate: true)
        let service = try broker.service(Self.settings(broker, client: "client"))
        service.submit(.event(1))
        #expect(service.stop(farewell: [], within: .seconds(10)) == 0)
        #expect(broker.log().contains { $0.contains(" as sensor-1 (p5, c1, k60, u'client')") })
    }

    @Test(arguments: [nil, "stranger"])
    func `without a certificate, or with a stranger's, that broker stays closed`(client: String?) async throws {
        let broker = try await Self.secureBroker(wantsClientCertificate: true)
        let journal = Journal()
        let service = try broker.service(Self.settings(broker, client: client), journal: journal)
        #expect(await eventually { journal.reasons.count >= 2 })
        #expect(!journal.transitions.contains { $0.to == .online })
        #expect(service.progress.isAlive)
        service.stop(farewell: [], within: .zero)
    }

    @Test func `a file that cannot be read is named`() async throws {
        let broker = try await Self.secureBroker()
        let journal = Journal()
        let service = try broker.service(Self.settings(broker, authority: "absent"), journal: journal)
        #expect(await eventually { !journal.reasons.isEmpty })
        let file = broker.folder.appending(path: "absent.pem").path
        #expect(
            journal.reasons.first?.description == "cannot read \(file): no such file or directory (2) "
                + "(check that the file exists and that this user may read it)")
        service.stop(farewell: [], within: .zero)
    }

    @Test func `plain text to a port under TLS is told as a broker that hung up or did not answer`() async throws {
        let broker = try await Self.secureBroker()
        let journal = Journal()
        let service = try broker.service(broker.settings(), journal: journal)
        #expect(await eventually { !journal.reasons.isEmpty })
        #expect([.lost, .noAnswer].contains(journal.reasons.first?.kind))
        service.stop(farewell: [], within: .zero)
    }
}
