import Foundation
import Glibc
import Testing
import Timekeeping

/// People who agreed and people who objected, with a running agent and a real broker.
@Suite(.serialized, .enabled(if: Permission.hasBroker && Permission.hasNetwork, Permission.network))
struct ConsentLiveTests {
    private let agreed: UInt64 = 0x3ca7_5ec2_e711
    private let objected: UInt64 = 0x3ca7_5ec2_e722

    @Test func `a consent is taken, its visit and offer are told, and a revocation leaves nothing`() async throws {
        let laboratory = try await Laboratory()
        let bench = laboratory.bench
        let configuration = try bench.configuration(
            """
            "consent": {"enabled": true, "denyFile": "\(bench.path("deny.json"))", "keyFile": "\(bench.path("box.key"))"},
            "offers": {"name": "coffee", "minimumDwellSeconds": 120}, "privacy": {"preset": "anonymous"}
            """)
        try deny(objected, configuration, bench)
        let air = try await laboratory.air(try capture(bench), speed: 60)
        let agent = try laboratory.start(
            try Workbench.program("footfall"), ["run", "--config", configuration, "--speed", "60"])
        #expect(await laboratory.sees { $0.state == "online" }, "\(agent.errors)")
        try publish("grant", grant(), laboratory)
        #expect(await laboratory.sees { $0.channel == "ack" && $0.document["status"] as? String == "granted" })
        #expect(await laboratory.sees { $0.channel == "started" && $0.consent == "ref-7f31" }, "\(agent.errors)")
        #expect(await laboratory.sees { $0.channel == "eligible" && $0.consent == "ref-7f31" }, "\(agent.errors)")
        // Nobody is sent from the address any more: what is left of it would be the agent's.
        air.send(SIGTERM)
        air.wait()
        let asked = Date()
        try publish("revoke", #"{"consent":"ref-7f31"}"#, laboratory)
        #expect(await laboratory.sees { $0.channel == "ack" && $0.document["status"] as? String == "revoked" })
        print("revocation acknowledged after \(Date().timeIntervalSince(asked)) s")
        #expect(await laboratory.sees { $0.channel == "ended" && $0.data["reason"] as? String == "revoked" })
        try await Task.sleep(for: .seconds(1))
        let search = LeakSearch(Crowd(addresses: [agreed, objected]))
        for mapping in try ProcessMemory(of: agent).mappings {
            let found = search.findings(in: Data(mapping.bytes))
            #expect(found.isEmpty, "\(found.count) in \(mapping.name), such as \(found.first ?? "")")
        }
        agent.send(SIGTERM)
        #expect(await agent.waitPatiently() == 0)
        let own = laboratory.messages.filter { !["grant", "revoke"].contains($0.channel) }
        #expect(own.filter(\.isEvent).allSatisfy { $0.data["basis"] as? String != "stable" }, "the other one objected")
        #expect(search.findings(in: Data(own.map(\.payload).joined().utf8)).isEmpty)
        #expect(search.findings(in: Data(agent.errors.utf8)).isEmpty)
        for file in ["deny.json", "box.key"] {
            #expect(search.findings(in: try Data(contentsOf: bench.folder.appending(path: file))).isEmpty)
        }
    }

    @Test func `a consent outlives the agent, sealed, until a command takes it back`() async throws {
        let laboratory = try await Laboratory()
        let bench = laboratory.bench
        let configuration = try bench.configuration(
            """
            "consent": {"enabled": true, "consentFile": "\(bench.path("consents.json"))", "keyFile": "\(bench.path("k"))"},
            "privacy": {"preset": "anonymous"}
            """)
        let air = try await laboratory.air(try capture(bench), speed: 60)
        func agent() throws -> Child {
            try laboratory.start(
                try Workbench.program("footfall"), ["run", "--config", configuration, "--speed", "60"])
        }
        let first = try agent()
        #expect(await laboratory.sees { $0.state == "online" }, "\(first.errors)")
        try publish("grant", grant(), laboratory)
        #expect(await laboratory.sees { $0.channel == "started" && $0.consent == "ref-7f31" }, "\(first.errors)")
        first.send(SIGTERM)
        #expect(await first.waitPatiently() == 0)
        let listed = try bench.footfall("consent", "list", "--config", configuration)
        #expect(String(decoding: listed.output, as: UTF8.self).hasPrefix("ref-7f31 "), "\(listed.errors)")
        let before = laboratory.messages("started").count
        let second = try agent()
        #expect(await laboratory.sees { _ in laboratory.messages("started").count > before }, "\(second.errors)")
        #expect(laboratory.messages("started").last?.consent == "ref-7f31")
        let search = LeakSearch(Crowd(addresses: [agreed]))
        #expect(search.findings(in: try Data(contentsOf: bench.folder.appending(path: "consents.json"))).isEmpty)
        let revoke = ["consent", "revoke", "--config", configuration, "--reference", "ref-7f31"]
        #expect(try bench.run(Workbench.program("footfall"), revoke).status == 0)
        #expect(await laboratory.sees { $0.channel == "ended" && $0.data["reason"] as? String == "revoked" })
        #expect(try bench.run(Workbench.program("footfall"), revoke).status == 65)
        #expect(try bench.footfall("consent", "list", "--config", configuration).output.isEmpty)
        second.send(SIGTERM)
        #expect(await second.waitPatiently() == 0)
        _ = air
    }

    @Test func `a consent is given by a command that never shows an address`() throws {
        let bench = try Workbench()
        let files = #""enabled": true, "consentFile": "\#(bench.path("c.json"))", "keyFile": "\#(bench.path("k"))""#
        let configuration = try bench.configuration("\"consent\": {\(files)}")
        let address = try bench.write("3c:a7:5e:c2:e7:11\n", to: "address")
        let program = try Workbench.program("footfall")
        let grant = ["consent", "grant", "--config", configuration, "--reference"]
        #expect(try bench.run(program, grant + ["r-1", "--offers", "--segment", "18-34"], input: address).status == 0)
        #expect(try bench.run(program, grant + ["r-1"], input: bench.write("none\n", to: "none")).status == 65)
        #expect(try bench.run(program, grant + ["3ca75ec2e711"], input: address).status == 64)
        let listed = try bench.footfall("consent", "list", "--config", configuration)
        #expect(String(decoding: listed.output, as: UTF8.self).hasSuffix(" offers,presence 18-34\n"))
        let search = LeakSearch(Crowd(addresses: [agreed]))
        #expect(search.findings(in: try Data(contentsOf: bench.folder.appending(path: "c.json"))).isEmpty)
        let none = try bench.configuration("")
        #expect(try bench.footfall("consent", "list", "--config", none).status == 78)
    }

    @Test func `the deny-list is kept by a command that never shows an address`() throws {
        let bench = try Workbench()
        let files = #""denyFile": "\#(bench.path("d.json"))", "keyFile": "\#(bench.path("k"))""#
        let configuration = try bench.configuration("\"consent\": {\(files)}")
        try deny(objected, configuration, bench, label: "staff")
        let listed = try bench.footfall("deny", "list", "--config", configuration)
        #expect(listed.status == 0 && String(decoding: listed.output, as: UTF8.self).hasSuffix(" staff\n"))
        let again = try bench.write("3c:a7:5e:c2:e7:22\n", to: "again")
        #expect(try bench.footfall("deny", "remove", "--config", configuration, input: again).status == 0)
        #expect(try bench.footfall("deny", "remove", "--config", configuration, input: again).status == 65)
        #expect(try bench.footfall("deny", "list", "--config", configuration).output.isEmpty)
        let wrong = try bench.write("no address\n", to: "wrong")
        #expect(try bench.footfall("deny", "add", "--config", configuration, input: wrong).status == 65)
        let rights = try FileManager.default.attributesOfItem(atPath: bench.path("k"))[.posixPermissions] as? Int
        #expect(rights == 0o600)
    }

    private func deny(
        _ address: UInt64, _ configuration: String, _ bench: Workbench, label: String = "opt-out"
    ) throws {
        let digits = String(address, radix: 16)
        let file = try bench.write("\(digits)\n", to: "address-\(label)")
        let outcome = try bench.footfall(
            "deny", "add", "--config", configuration, "--label", label, input: file)
        try #require(outcome.status == 0, "\(outcome.errors)")
        try FileManager.default.removeItem(atPath: file)
    }

    private func grant() -> String {
        let digits = Array(String(agreed, radix: 16))
        let pairs = stride(from: 0, to: 12, by: 2).map { String(digits[$0..<$0 + 2]) }.joined(separator: ":")
        let end = ISO8601DateFormatter().string(from: Date(timeIntervalSinceNow: 30 * 86_400))
        return #"{"consent":"ref-7f31","address":"\#(pairs)","scopes":["presence","offers"],"#
            + #""segment":"18-34","expiresAt":"\#(end)","evidence":"the app, screen 4"}"#
    }

    private func publish(_ action: String, _ text: String, _ laboratory: Laboratory) throws {
        let child = try laboratory.start(
            "mosquitto_pub", ["-q", "1", "-t", "footfall/v1/test/consent/app/\(action)", "-m", text])
        #expect(child.wait() == 0)
    }

    /// An hour of two people who keep their address.
    private func capture(_ bench: Workbench) throws -> String {
        var file = FrameFile()
        file.add(scansOf: agreed, every: 20, changes: false)
        file.add(scansOf: objected, every: 25, changes: false)
        file.records.sort { $0.time < $1.time }
        return try file.write(to: bench.path("two.pcap"))
    }
}

extension Message {
    /// The data of an event.
    fileprivate var data: [String: Any] { document["data"] as? [String: Any] ?? [:] }
    fileprivate var consent: String? { data["consent"] as? String }
}

extension Crowd {
    /// People with these addresses.
    init(addresses: [UInt64]) { self.addresses = addresses }
}
