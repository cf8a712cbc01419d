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

    /// A listener that ends each connection after its handshake, and says whether that was a short one.
    private static let listener = """
        import socket, ssl, sys
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain("server.pem", "server.key")
        context.load_verify_locations("ca.pem")
        context.verify_mode = ssl.CERT_REQUIRED
        if sys.argv[1] == "1.2":
            context.maximum_version = ssl.TLSVersion.TLSv1_2
        with socket.create_server(("127.0.0.1", 0)) as door:
            print(door.getsockname()[1], flush=True)
            while True:
                connection, _ = door.accept()
                with context.wrap_socket(connection, server_side=True) as secured:
                    secured.recv(4096)
                    print("resumed" if secured.session_reused else "whole", secured.version(), flush=True)
        """

    @Test(arguments: ["1.2", "1.3"])
    func `after the first handshake the others are short, as another TLS library's server sees it`(
        version: String
    ) async throws {
        let broker = try await Self.secureBroker(wantsClientCertificate: true)
        let output = broker.folder.appending(path: "listener").path
        let server = try Child(
            "python3", ["-u", "-c", Self.listener, version], folder: broker.folder.path, output: output)
        defer { server.send(SIGKILL) }
        var lines: [String] {
            ((try? String(contentsOfFile: output, encoding: .utf8)) ?? "").split(separator: "\n").map(String.init)
        }
        #expect(await eventually { lines.count >= 1 })
        var settings = Self.settings(broker, client: "client")
        settings.address.port = try #require(lines.first.flatMap(UInt16.init))
        let service = try broker.service(settings)
        #expect(await eventually { lines.count >= 5 }, "\(lines)")
        service.stop(farewell: [], within: .zero)
        #expect(lines[1] == "whole TLSv\(version)")
        #expect(Set(lines[2..<5]) == ["resumed TLSv\(version)"], "\(lines)")
    }

    @Test func `a broker that began anew, and knows no session of before, is spoken to all the same`() async throws {
        let broker = try await Self.secureBroker(wantsClientCertificate: true)
        let service = try broker.service(Self.settings(broker, client: "client"))
        #expect(await eventually { service.status.state == .online })
        broker.kill(SIGKILL)
        try await broker.start()
        service.submit(.event(1))
        #expect(await eventually { service.status.tally.acknowledged == 1 })
        service.stop(farewell: [], within: .seconds(5))
    }
}
