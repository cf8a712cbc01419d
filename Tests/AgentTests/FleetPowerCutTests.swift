import Fleet
import Foundation
import Glibc
import Testing

/// The power goes at each step of applying: the next life has the old or the new configuration, whole.
@Suite(.serialized, .enabled(if: Permission.hasBroker && Permission.hasNetwork, Permission.network))
struct FleetPowerCutTests {
    private static let steps =
        ["document", "trial"].flatMap { file in
            ["opened", "written", "synced", "renamed", "kept"].map { "\(file).\($0)" }
        } + ["ended", "verified"] + ["opened", "written", "synced", "renamed", "kept"].map { "commit.\($0)" }

    @Test func `at no step does a power cut leave a mixture`() async throws {
        let fleet = try await FleetLaboratory()
        let hashes = try await hashesOfTheWholeOnes(fleet)
        #expect(hashes.old != hashes.new)
        for step in Self.steps { try await cut(at: step, fleet, hashes) }
    }

    /// Applies the old one and then the new one without a power cut; keeps the state with the old one.
    private func hashesOfTheWholeOnes(_ fleet: FleetLaboratory) async throws -> (old: String, new: String) {
        let agent = try fleet.agent()
        try await fleet.push(fleet.document(version: 1, Self.old))
        #expect(await eventually { fleet.last("info")?.appliedVersion == 1 }, "\(agent.errors)")
        #expect(await fleet.sees { $0.inForce == 1 })
        let old = try #require(fleet.appliedHash)
        try FileManager.default.copyItem(atPath: "\(fleet.storage)-one", toPath: fleet.bench.path("kept"))
        try await fleet.push(fleet.document(version: 2, Self.new))
        #expect(await fleet.sees { $0.inForce == 2 }, "\(agent.errors)")
        #expect(await eventually { fleet.last("info")?.appliedVersion == 2 })
        let new = try #require(fleet.appliedHash)
        agent.send(SIGKILL)
        agent.wait()
        return (old, new)
    }

    private func cut(at step: String, _ fleet: FleetLaboratory, _ hashes: (old: String, new: String)) async throws {
        try FileManager.default.removeItem(atPath: "\(fleet.storage)-one")
        try FileManager.default.copyItem(atPath: fleet.bench.path("kept"), toPath: "\(fleet.storage)-one")
        let victim = try fleet.agent(environment: ["FOOTFALL_FAILPOINT=\(step)"])
        #expect(await victim.waitPatiently() == 128 + SIGKILL, "\(step): \(victim.errors)")
        let (reports, infos) = (fleet.reports().count, fleet.laboratory.messages("info").count)
        let next = try fleet.agent()
        #expect(await fleet.sees(after: reports) { _ in true }, "\(step): \(next.errors)")
        let first = try #require(fleet.reports().dropFirst(reports).first)
        let isNew = step == "commit.renamed" || step == "commit.kept"
        #expect(first.inForce == (isNew ? 2 : 1), "\(step)")
        #expect(await eventually { fleet.laboratory.messages("info").count > infos })
        let info = try #require(fleet.laboratory.messages("info").dropFirst(infos).first)
        let hash = (info.document["configuration"] as? [String: Any])?["hash"] as? String
        #expect(hash == (isNew ? hashes.new : hashes.old), "\(step)")
        // The broker hands the document out again, and it is applied.
        #expect(await fleet.sees(after: reports) { $0.inForce == 2 && $0.pending == nil }, "\(step): \(next.errors)")
        next.send(SIGKILL)
        next.wait()
    }

    @Test func `a configuration with which the agent dies each time is given up`() async throws {
        let fleet = try await FleetLaboratory()
        let agent = try fleet.agent()
        #expect(await fleet.sees { $0.inForce == 0 }, "\(agent.errors)")
        agent.send(SIGKILL)
        agent.wait()
        try await fleet.push(fleet.document(version: 1, Self.new))
        for _ in 1...2 {
            let victim = try fleet.agent(environment: ["FOOTFALL_FAILPOINT=verified"])
            #expect(await victim.waitPatiently() == 128 + SIGKILL, "\(victim.errors)")
        }
        let survivor = try fleet.agent(environment: ["FOOTFALL_FAILPOINT=verified"])
        #expect(await fleet.sees { $0.status == "rolled-back" && $0.inForce == 0 }, "\(survivor.errors)")
        #expect(await eventually { fleet.last("alert")?.alerts == ["configuration-rolled-back"] })
        survivor.send(SIGTERM)
        #expect(await survivor.waitPatiently() == 0)
    }

    private static let old = #"{"health":{"intervalSeconds":7},"zone":{"minimumLevelDBm":-61}}"#
    private static let new = #"{"health":{"intervalSeconds":8},"zone":{"minimumLevelDBm":-62}}"#
}
