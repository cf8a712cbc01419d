import Foundation
import Testing

/// Signatures made and checked by joserfc, a JOSE library of its own. `deploy/test` installs it into .build-venv.
@Suite(.enabled(if: Joserfc.isThere, Joserfc.absence))
struct SignatureInteroperabilityTests {
    @Test func `joserfc accepts what is signed here, with the key file as it is`() throws {
        let bench = try Workbench()
        let made = try bench.footfall("fleet", "keygen", "--out", bench.path("fleet.key"))
        #expect(made.status == 0, "\(made.errors)")
        let changes = try bench.write("zone: {minimumLevelDBm: -70}", to: "changes.yaml")
        let signed = try bench.footfall(
            "fleet", "sign", "--key", bench.path("fleet.key"), "--document-version", "5", "--canaries", "a,b",
            "--hold-for", "9",
            changes)
        #expect(signed.status == 0, "\(signed.errors)")
        try signed.output.write(to: bench.folder.appending(path: "signed.json"))
        let script = """
            import json, sys
            from joserfc import jws
            from joserfc.jwk import OKPKey
            key = OKPKey.import_key(json.load(open(sys.argv[1])))
            assert key.thumbprint() == key.as_dict()["kid"]
            value = json.load(open(sys.argv[2]))
            read = jws.deserialize_json(value, key, algorithms=["EdDSA"])
            print(read.payload.decode())
            """
        let read = try python(script, bench, bench.path("fleet.key"), bench.path("signed.json"))
        #expect(read.status == 0, "\(read.errors)")
        let payload = try #require(try JSONSerialization.jsonObject(with: read.output) as? [String: Any])
        #expect(payload["version"] as? Int == 5)
        #expect((payload["rollout"] as? [String: Any])?["canaries"] as? [String] == ["a", "b"])
        #expect((payload["configuration"] as? [String: [String: Int]])?["zone"]?["minimumLevelDBm"] == -70)
    }

    @Test(.enabled(if: Permission.hasBroker && Permission.hasNetwork, Permission.network))
    func `the agent follows what joserfc has signed`() async throws {
        let fleet = try await FleetLaboratory()
        let agent = try fleet.agent()
        #expect(await fleet.sees { $0.inForce == 0 }, "\(agent.errors)")
        let script = """
            import json, sys
            from joserfc import jws
            from joserfc.jwk import OKPKey
            key = OKPKey.import_key(json.load(open(sys.argv[1])))
            payload = json.dumps({"version": 6, "configuration": {"health": {"intervalSeconds": 9}}}, indent=1)
            member = {"protected": {"alg": "EdDSA", "typ": "JOSE+JSON", "cty": "json"}}
            print(json.dumps(jws.serialize_json(member, payload, key, algorithms=["EdDSA"])))
            """
        let made = try python(script, fleet.bench, fleet.bench.path("fleet.key"))
        #expect(made.status == 0, "\(made.errors)")
        try await fleet.push([UInt8](made.output))
        #expect(await fleet.sees { $0.inForce == 6 && $0.status == "applied" }, "\(agent.errors)")
    }

    @Test func `a key is never written over, and nobody else may read it`() throws {
        let bench = try Workbench()
        #expect(try bench.footfall("fleet", "keygen", "--out", bench.path("fleet.key")).status == 0)
        let attributes = try FileManager.default.attributesOfItem(atPath: bench.path("fleet.key"))
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let again = try bench.footfall("fleet", "keygen", "--out", bench.path("fleet.key"))
        #expect(again.status == 73 && again.errors.contains("a key is never written over"))
    }

    @Test func `what is wrong with a document is told before it is signed`() throws {
        let bench = try Workbench()
        _ = try bench.footfall("fleet", "keygen", "--out", bench.path("fleet.key"))
        func sign(_ text: String) throws -> Workbench.Outcome {
            try bench.footfall(
                "fleet", "sign", "--key", bench.path("fleet.key"), try bench.write(text, to: "changes.yaml"))
        }
        let floor = try sign("privacy: {k: 1}")
        #expect(floor.status == 78 && floor.errors.contains("1:11: privacy.k: must be a whole number from 5"))
        let unknown = try sign("helth: {}")
        #expect(unknown.status == 78 && unknown.errors.contains("did you mean health?"))
        let list = try sign("- 1")
        #expect(list.status == 78 && list.errors.contains("configuration: must be an object"))
        let empty = try bench.write("{}", to: "empty.key")
        let keyless = try bench.footfall("fleet", "sign", "--key", empty, bench.path("changes.yaml"))
        #expect(keyless.status == 65 && keyless.errors.contains("holds no private Ed25519 key"))
        #expect(try bench.footfall("fleet", "sign", "--key", "/nowhere", bench.path("changes.yaml")).status == 66)
    }

    private func python(_ script: String, _ bench: Workbench, _ arguments: String...) throws -> Workbench.Outcome {
        try bench.run(Joserfc.python, [try bench.write(script, to: "script.py")] + arguments)
    }
}

/// The other library.
private enum Joserfc {
    static let python = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../.build-venv/bin/python").standardizedFileURL.path
    static let isThere =
        ProcessInfo.processInfo.environment["CI"] != nil || FileManager.default.isExecutableFile(atPath: python)
    static let absence: Comment = "no .build-venv with joserfc (deploy/test makes it)"
}
