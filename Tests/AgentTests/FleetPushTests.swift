import Fleet
import Foundation
import Glibc
import Testing

/// A fleet manager, a running agent and a real broker.
@Suite(.serialized, .enabled(if: Permission.hasBroker && Permission.hasNetwork, Permission.network))
struct FleetPushTests {
    @Test func `a signed configuration is applied, told, and in force again after kill -9`() async throws {
        let fleet = try await FleetLaboratory()
        let agent = try fleet.agent()
        #expect(await fleet.sees { $0.inForce == 0 && $0.status == "applied" }, "\(agent.errors)")
        let before = try #require(fleet.appliedHash)
        try await fleet.push(fleet.document(version: 3, #"{"health":{"intervalSeconds":7}}"#))
        #expect(await fleet.sees { $0.pending == "verifying" && $0.inForce == 0 }, "\(agent.errors)")
        #expect(await fleet.sees { $0.status == "applied" && $0.inForce == 3 && $0.pending == nil }, "\(agent.errors)")
        #expect(await eventually { fleet.last("info")?.appliedVersion == 3 })
        let after = try #require(fleet.appliedHash)
        #expect(after != before)
        agent.send(SIGKILL)
        agent.wait()
        try await fleet.push([])
        let count = fleet.reports().count
        let next = try fleet.agent()
        #expect(await fleet.sees(after: count) { _ in true }, "\(next.errors)")
        #expect(fleet.reports().dropFirst(count).first?.inForce == 3)
        #expect(await eventually { fleet.appliedHash == after && fleet.last("status")?.state == "online" })
        // The empty message, with which the broker forgets the document, changes nothing.
        try await fleet.push(fleet.document(version: 3, #"{"health":{"intervalSeconds":8}}"#))
        #expect(await fleet.sees(after: count) { $0.status == "rejected" && $0.inForce == 3 })
        next.send(SIGTERM)
        #expect(await next.waitPatiently() == 0, "\(next.errors)")
    }

    @Test func `a broker that cannot be reached brings the last good configuration back`() async throws {
        let fleet = try await FleetLaboratory()
        let agent = try fleet.agent()
        try await fleet.push(fleet.document(version: 1, #"{"health":{"intervalSeconds":7}}"#))
        #expect(await fleet.sees { $0.inForce == 1 }, "\(agent.errors)")
        try await fleet.push(fleet.document(version: 2, #"{"broker":{"url":"mqtt://127.0.0.1:1999"}}"#))
        #expect(
            await fleet.sees { $0.status == "rolled-back" && $0.version == 2 && $0.inForce == 1 }, "\(agent.errors)")
        #expect(fleet.reports().last?.problems.first?.hasPrefix("broker: was not reached within 5 s") == true)
        #expect(await eventually { fleet.last("alert")?.alerts == ["configuration-rolled-back"] })
        // The same document is not tried again; a better one takes the alert back.
        let count = fleet.laboratory.messages("status").count
        try await fleet.push(fleet.document(version: 2, #"{"broker":{"url":"mqtt://127.0.0.1:1999"}}"#))
        try await fleet.push(fleet.document(version: 3, #"{"health":{"intervalSeconds":9}}"#))
        #expect(await fleet.sees { $0.status == "applied" && $0.inForce == 3 }, "\(agent.errors)")
        #expect(await eventually { fleet.last("alert")?.alerts == [] })
        #expect(fleet.laboratory.messages("status").dropFirst(count).map(\.state) == ["stopped", "online"])
    }

    @Test func `an interface that is not there brings the last good configuration back`() async throws {
        let fleet = try await FleetLaboratory()
        let agent = try fleet.agent(isKept: false)
        #expect(await fleet.sees { $0.inForce == 0 }, "\(agent.errors)")
        try await fleet.push(fleet.document(version: 1, #"{"capture":{"interface":"nothere0"}}"#))
        #expect(await fleet.sees { $0.status == "rolled-back" && $0.inForce == 0 }, "\(agent.errors)")
        #expect(fleet.reports().last?.problems.first?.contains("nothere0: no such interface") == true)
        #expect(await eventually { fleet.last("status")?.state == "online" })
    }

    @Test func `a file that the box lacks is told before anything is tried`() async throws {
        let fleet = try await FleetLaboratory()
        let agent = try fleet.agent()
        #expect(await fleet.sees { $0.inForce == 0 }, "\(agent.errors)")
        let broker = #"{"broker":{"url":"mqtts://127.0.0.1:8883","caFile":"/nowhere/ca.pem"}}"#
        try await fleet.push(fleet.document(version: 1, broker))
        #expect(await fleet.sees { $0.status == "rejected" }, "\(agent.errors)")
        #expect(
            fleet.reports().last?.problems.first?.hasPrefix("broker.caFile: names a file that cannot be read") == true)
        #expect(fleet.laboratory.messages("status").map(\.state) == ["online"])
    }

    @Test func `the others wait for the canary, and are spared what it could not keep`() async throws {
        let fleet = try await FleetLaboratory()
        try await fleet.addAir()
        let agents = [try fleet.agent(), try fleet.agent(sensor: "two", interface: "rt1")]
        #expect(await fleet.sees("one") { $0.site.inForce == 0 }, "\(agents[0].errors)")
        #expect(await fleet.sees("two") { $0.site.inForce == 0 }, "\(agents[1].errors)")
        let plan = #"{"canaries":["one"],"holdForSeconds":2}"#
        try await fleet.pushToSite(fleet.document(version: 1, #"{"health":{"intervalSeconds":7}}"#, rollout: plan))
        #expect(await fleet.sees("two") { $0.site.pending == "waiting" && $0.site.inForce == 0 }, "\(agents[1].errors)")
        #expect(await fleet.sees("two") { $0.site.inForce == 1 && $0.site.status == "applied" }, "\(agents[1].errors)")
        let order = fleet.laboratory.messages("reported").filter { Report(document: $0.document).site.inForce == 1 }
        #expect(order.first?.topic.contains("/one/") == true)
        try await fleet.pushToSite(
            fleet.document(version: 2, #"{"broker":{"url":"mqtt://127.0.0.1:1999"}}"#, rollout: plan))
        #expect(
            await fleet.sees("one") { $0.site.status == "rolled-back" && $0.site.inForce == 1 }, "\(agents[0].errors)")
        #expect(await fleet.sees("two") { $0.site.status == "rejected" && $0.site.version == 2 }, "\(agents[1].errors)")
        #expect(
            fleet.reports("two").last?.site.problems.first?.hasPrefix("rollout.canaries: could not be kept by one")
                == true)
    }
}

extension FleetLaboratory {
    /// What the agent says of all that is in force.
    var appliedHash: String? { (last("info")?.document["configuration"] as? [String: Any])?["hash"] as? String }
}

extension Message {
    var appliedVersion: Int? { (document["configuration"] as? [String: Any])?["version"] as? Int }
}
