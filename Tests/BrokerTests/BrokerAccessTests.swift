import Broker
import Foundation
import Testing
import Timekeeping
import Uplink

@Suite(.enabled(if: TestBroker.isAvailable, TestBroker.absence))
struct BrokerAccessTests {
    /// A broker that knows one user, who may only write below `allowed` and read `desired`.
    static func guardedBroker() async throws -> TestBroker {
        let broker = try await TestBroker(
            [
                "listener PORT 127.0.0.1", "allow_anonymous false", "password_file FOLDER/passwords",
                "acl_file FOLDER/rights",
            ], startsNow: false)
        let passwords = broker.folder.appending(path: "passwords").path
        try run("mosquitto_passwd", ["-b", "-c", passwords, "sensor", "right horse"], in: broker.folder)
        try "user sensor\ntopic write allowed/#\ntopic read desired\n"
            .write(to: broker.folder.appending(path: "rights"), atomically: true, encoding: .utf8)
        try await broker.start()
        return broker
    }

    static func settings(_ broker: TestBroker, password: String?) -> BrokerSettings {
        var settings = broker.settings()
        settings.will = nil
        settings.credentials = password.map { BrokerCredentials(userName: "sensor", password: $0) }
        return settings
    }

    @Test(arguments: [
        (BrokerSettings.ProtocolVersion.v5, "wrong horse" as String?, "not authorized (135)"),
        (.v5, nil, "not authorized (135)"), (.v311, "wrong horse", "not authorised (5)"),
    ])
    func `a wrong or missing password is refused, and the thread keeps trying`(
        version: BrokerSettings.ProtocolVersion, password: String?, words: String
    ) async throws {
        let broker = try await Self.guardedBroker()
        let journal = Journal()
        var settings = Self.settings(broker, password: password)
        settings.protocolVersion = version
        let service = try broker.service(settings, journal: journal)
        #expect(await eventually { journal.reasons.count >= 2 })
        #expect(
            journal.reasons.first?.description
                == "cannot connect to broker 127.0.0.1:\(broker.port): \(words) "
                + "(does the broker know this client's user name, password or certificate?)")
        #expect(journal.reasons.first?.isRecoverable == false)
        #expect(service.progress.isAlive)
        service.stop(farewell: [], within: .zero)
    }

    @Test func `with MQTT 5 a message without rights is refused and counted, and the others go on`() async throws {
        let broker = try await Self.guardedBroker()
        let journal = Journal()
        let service = try broker.service(Self.settings(broker, password: "right horse"), journal: journal)
        for topic in ["allowed/1", "elsewhere/1", "elsewhere/2", "allowed/2"] {
            service.submit(Publication(topic: topic, payload: [1], importance: .event))
        }
        #expect(await eventually { service.status.queueDepth == 0 })
        #expect(service.status.tally.acknowledged == 2)
        #expect(service.status.tally.refused == 2)
        #expect(
            journal.refusals.map(\.description) == [
                "cannot publish on elsewhere/1: not authorized (135) (check this client's rights on the broker)"
            ])
        service.stop(farewell: [], within: .seconds(5))
    }

    @Test func `a message that no broker could take is refused and does not stop the rest`() async throws {
        let broker = try await TestBroker()
        let journal = Journal()
        let service = try broker.service(journal: journal)
        service.submit(Publication(topic: "a/#", payload: [1], importance: .event))
        service.submit(.event(1))
        #expect(await eventually { service.status.queueDepth == 0 })
        #expect(service.status.tally.acknowledged == 1)
        #expect(service.status.tally.refused == 1)
        #expect(journal.refusals.map(\.object) == ["a/#"])
        service.stop(farewell: [], within: .seconds(5))
    }

    @Test(arguments: [BrokerSettings.ProtocolVersion.v5, .v311])
    func `a subscription without rights is told, with the broker's own words where it has some`(
        version: BrokerSettings.ProtocolVersion
    ) async throws {
        let broker = try await TestBroker(
            [
                "listener PORT 127.0.0.1", "allow_anonymous false",
                "plugin /usr/lib/\(Self.architecture)-linux-gnu/mosquitto_dynamic_security.so",
                "plugin_opt_config_file FOLDER/rights.json",
            ], startsNow: false)
        // Its only user may read everything; make that one topic.
        let rights = broker.folder.appending(path: "rights.json")
        try run("mosquitto_ctrl", ["dynsec", "init", rights.path, "sensor", "right horse"], in: broker.folder)
        try String(contentsOf: rights, encoding: .utf8).replacing("\"#\"", with: "\"desired\"")
            .write(to: rights, atomically: true, encoding: .utf8)
        try await broker.start()
        let journal = Journal()
        var settings = Self.settings(broker, password: "right horse")
        settings.protocolVersion = version
        let service = try broker.service(settings, journal: journal)
        service.subscribe(to: ["desired", "secret"])
        #expect(await eventually { !journal.refusals.isEmpty })
        let words = version == .v5 ? "not authorized (135)" : "unspecified error (128)"
        #expect(
            journal.refusals.map(\.description) == [
                "cannot subscribe to secret: \(words) (check this client's rights on the broker)"
            ])
        #expect(service.status.state == .online)
        service.stop(farewell: [], within: .seconds(5))
    }

    @Test func `a topic filter that no broker could take is told and does not stop the rest`() async throws {
        let broker = try await TestBroker()
        let journal = Journal()
        let service = try broker.service(journal: journal)
        service.subscribe(to: ["a/#/b", "loop"])
        service.submit(Publication(topic: "loop", payload: [1], importance: .event))
        #expect(await eventually { journal.messages.map(\.topic) == ["loop"] })
        #expect(journal.refusals.map(\.object) == ["a/#/b"])
        service.stop(farewell: [], within: .seconds(5))
    }

    #if arch(arm64)
        static let architecture = "aarch64"
    #else
        static let architecture = "x86_64"
    #endif

    @Test func `printing the settings does not show the password`() throws {
        var settings = BrokerSettings(
            address: try BrokerAddress(url: "mqtt://broker"), clientIdentifier: "sensor-1")
        settings.credentials = BrokerCredentials(userName: "sensor", password: "right horse")
        var dumped = ""
        dump(settings, to: &dumped)
        #expect(!"\(settings)\(String(reflecting: settings))\(dumped)".contains("right horse"))
    }
}
