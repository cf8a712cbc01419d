import Fleet
import Foundation
import Glibc
import Signing
import Testing

/// What nobody should be able to push, tried on a running agent with a real broker.
@Suite(.serialized, .enabled(if: Permission.hasBroker && Permission.hasNetwork, Permission.network))
struct FleetBadDocumentTests {
    private struct Attempt {
        let name: String
        let message: [UInt8]
        let problem: String
        var raisesAlert = false
    }

    @Test func `each bad document is rejected with its reason, and the agent goes on as before`() async throws {
        let fleet = try await FleetLaboratory()
        let agent = try fleet.agent()
        try await fleet.push(fleet.document(version: 10, #"{"health":{"intervalSeconds":7}}"#))
        #expect(await fleet.sees { $0.inForce == 10 && $0.status == "applied" }, "\(agent.errors)")
        #expect(await eventually { fleet.last("info")?.appliedVersion == 10 })
        let hash = fleet.appliedHash
        let lives = fleet.laboratory.messages("status").count
        for attempt in attempts(fleet) {
            let count = fleet.reports().count
            try await fleet.push(attempt.message)
            let isRejected = await fleet.sees(after: count) { report in
                report.status == "rejected" && report.inForce == 10
                    && report.problems.contains { $0.contains(attempt.problem) }
            }
            #expect(isRejected, "\(attempt.name): \(fleet.reports().last?.document ?? [:])")
            if attempt.raisesAlert {
                #expect(
                    await eventually { fleet.last("alert")?.alerts == ["configuration-refused"] }, "\(attempt.name)")
            }
        }
        #expect(fleet.laboratory.messages("status").count == lives, "the agent never began anew: \(agent.errors)")
        #expect(fleet.appliedHash == hash)
        try await fleet.push(fleet.document(version: 11, #"{"health":{"intervalSeconds":8}}"#))
        #expect(await fleet.sees { $0.status == "applied" && $0.inForce == 11 }, "\(agent.errors)")
        #expect(await eventually { fleet.last("alert")?.alerts == [] })
        agent.send(SIGTERM)
        #expect(await agent.waitPatiently() == 0)
    }

    private func attempts(_ fleet: FleetLaboratory) -> [Attempt] {
        var generator = SystemRandomNumberGenerator()
        let stranger = SigningKey(using: &generator)
        let good = #"{"version":20,"configuration":{}}"#
        let payload = Base64URL.text(Array(good.utf8))
        let others = ["none", "HS256"].map { algorithm in
            let header = Base64URL.text(Array(#"{"alg":"\#(algorithm)"}"#.utf8))
            return Array(#"{"payload":"\#(payload)","protected":"\#(header)","signature":""}"#.utf8)
        }
        let deep = String(repeating: "[", count: 20_000) + String(repeating: "]", count: 20_000)
        let changed = String(decoding: fleet.signed(good), as: UTF8.self)
            .replacing(payload, with: Base64URL.text(Array(#"{"version":21,"configuration":{}}"#.utf8)))
        return [
            Attempt(name: "unsigned", message: Array(good.utf8), problem: "has no signature", raisesAlert: true),
            Attempt(name: "alg none", message: others[0], problem: "is not signed with EdDSA"),
            Attempt(name: "alg HS256", message: others[1], problem: "is not signed with EdDSA"),
            Attempt(name: "wrong key", message: fleet.signed(good, by: stranger), problem: "none of the keys"),
            Attempt(name: "truncated", message: Array(fleet.signed(good).dropLast(20)), problem: "cannot be read"),
            Attempt(name: "changed payload", message: Array(changed.utf8), problem: "none of the keys"),
            Attempt(
                name: "below the floor", message: fleet.document(version: 22, #"{"privacy":{"k":1}}"#),
                problem: "privacy.k: must be", raisesAlert: true),
            Attempt(
                name: "an epoch of a day", message: fleet.document(version: 22, #"{"privacy":{"epochSeconds":86400}}"#),
                problem: "privacy.epochSeconds: must be", raisesAlert: true),
            Attempt(
                name: "unknown key", message: fleet.document(version: 23, #"{"exporter":{"url":"x"}}"#),
                problem: "exporter: is not a known key"),
            Attempt(
                name: "older", message: fleet.document(version: 9, "{}"), problem: "version: must be higher than 10"),
            Attempt(
                name: "same version", message: fleet.document(version: 10, "{}"), problem: "version: must be higher"),
            Attempt(
                name: "duplicate keys", message: fleet.signed(#"{"version":24,"version":25,"configuration":{}}"#),
                problem: "version: is given twice"),
            Attempt(
                name: "deep nesting", message: fleet.signed(#"{"version":26,"configuration":{"a":\#(deep)}}"#),
                problem: "nested more than 32 levels"),
            Attempt(
                name: "not a number",
                message: fleet.signed(#"{"version":27,"configuration":{"health":{"intervalSeconds":NaN}}}"#),
                problem: "needs a value here"),
            Attempt(
                name: "for another", message: fleet.document(version: 28, #"{"sensor":"two"}"#),
                problem: "sensor: is another one's"),
            Attempt(
                name: "other keys",
                message: fleet.document(version: 29, #"{"fleet":{"keys":["\#(stranger.publicKey.text)"]}}"#),
                problem: "fleet.keys: can be changed at the box only"),
        ]
    }

    @Test func `two MiB are refused by their length, and 100 MiB never come so far`() async throws {
        let fleet = try await FleetLaboratory()
        let agent = try fleet.agent()
        #expect(await fleet.sees { $0.inForce == 0 }, "\(agent.errors)")
        let listener = try fleet.laboratory.start(
            "mosquitto_sub", ["-h", "127.0.0.1", "-q", "1", "-t", "footfall/v1/test/sensor/one/reported"])
        #expect(await eventually { !listener.output.isEmpty })
        try await fleet.push([UInt8](repeating: UInt8(ascii: " "), count: 2 << 20))
        #expect(
            await eventually { listener.output.contains("it is 2097152 bytes long, 1048576 is the most") },
            "\(agent.errors)")
        // More than the agent takes in one packet: the broker keeps it to itself (MQTT 5 §3.1.2.11.4).
        try await fleet.push([UInt8](repeating: UInt8(ascii: " "), count: 100 << 20))
        try await fleet.push([])
        try await fleet.push(fleet.document(version: 1, #"{"health":{"intervalSeconds":7}}"#))
        #expect(
            await eventually {
                listener.output.contains(#""status":"applied","problems":[],"#)
                    && listener.output.contains(#""inForce":{"version":1,"#)
            }, "\(agent.errors)")
        agent.send(SIGTERM)
        #expect(await agent.waitPatiently() == 0)
    }
}
