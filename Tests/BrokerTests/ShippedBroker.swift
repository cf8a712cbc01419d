import Broker
import Foundation
import Testing
import Timekeeping
import Uplink

/// A real mosquitto with the files of deploy/broker as they are shipped, but for folder and port, and a client of each
/// role with the certificate that `make-certificates` made.
struct ShippedBroker {
    /// Who writes and reads what, by the name of the user.
    typealias User = String

    let broker: TestBroker

    /// The folder that `make-certificates` keeps.
    var authority: URL { broker.folder.appending(path: "site") }

    /// A broker for these clients: role, name, and site.
    init(
        _ clients: [(role: String, name: String, site: String)], extra lines: [String] = [], startsNow: Bool = true
    ) async throws {
        let shipped = try String(contentsOf: Self.deploy.appending(path: "mosquitto.conf"), encoding: .utf8)
            .replacing("listener 8883", with: "listener PORT 127.0.0.1")
            .replacing("/etc/mosquitto/footfall", with: "FOLDER/site/broker")
        broker = try await TestBroker(shipped.split(separator: "\n").map(String.init) + lines, startsNow: false)
        try make(["authority", "test"])
        try make(["server", "127.0.0.1", "broker.test"])
        for client in clients { try make(["client", client.role, client.name, client.site]) }
        try letAuditorHearAll()
        if startsNow { try await broker.start() }
    }

    static let deploy = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "deploy/broker")

    /// Runs `make-certificates` on the site's folder.
    func make(_ arguments: [String]) throws {
        let program = Self.deploy.appending(path: "make-certificates").path
        try run(program, [authority.path] + arguments, in: broker.folder)
    }

    /// A user whom no shipped role knows: the test's own ear and mouth.
    private func letAuditorHearAll() throws {
        try make(["client", "integrator", "auditor", "--all-sites"])
        let access = authority.appending(path: "broker/access")
        let text = try String(contentsOf: access, encoding: .utf8) + "user auditor\ntopic readwrite #\n"
        try text.write(to: access, atomically: true, encoding: .utf8)
    }

    /// The settings of a user.
    func settings(_ user: User, version: BrokerSettings.ProtocolVersion = .v5) -> BrokerSettings {
        var settings = broker.settings(user, isSecure: true)
        let folder = authority.appending(path: "clients/\(user)")
        settings.tls.authorityFile = folder.appending(path: "authority.pem").path
        settings.tls.certificateFile = folder.appending(path: "certificate.pem").path
        settings.tls.keyFile = folder.appending(path: "key.pem").path
        settings.will = nil
        settings.protocolVersion = version
        return settings
    }

    /// A user's started service.
    func service(
        _ user: User, version: BrokerSettings.ProtocolVersion = .v5, journal: Journal = Journal()
    ) throws -> BrokerService {
        try broker.service(settings(user, version: version), journal: journal)
    }

    /// Someone else's program that hears everything.
    func witness() async throws -> Witness {
        let folder = authority.appending(path: "clients/auditor")
        return try await Witness(
            of: broker,
            arguments: ["-h", "127.0.0.1", "--cafile"]
                + ["authority", "certificate", "key"].map { folder.appending(path: "\($0).pem").path }
                .interleaved(with: ["--cert", "--key"]))
    }
}

extension [String] {
    /// The elements with `others` between them.
    fileprivate func interleaved(with others: [String]) -> [String] {
        zip(self, others + [""]).flatMap { $1.isEmpty ? [$0] : [$0, $1] }
    }
}
