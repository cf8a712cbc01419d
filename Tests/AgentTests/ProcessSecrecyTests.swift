import Foundation
import Glibc
import Testing

/// What the kernel keeps back of a running agent: no page of its keys goes to a swap file or a dump, no dump is written,
/// and no other process of its user looks into it.
@Suite(.serialized, .enabled(if: Permission.hasBroker && Permission.hasNetwork, Permission.network))
struct ProcessSecrecyTests {
    @Test func `the keys of a running agent lie in memory that is locked and left out of dumps`() async throws {
        let laboratory = try await Laboratory()
        let air = try await laboratory.air(try laboratory.bench.silence())
        let agent = try laboratory.agent()
        #expect(await laboratory.sees { $0.state == "online" }, "\(agent.errors)")
        let keeping = try ProcessMemory(of: agent).mappings.filter { !EpochKeyHunt.keys(in: [$0]).isEmpty }
        #expect(keeping.count == 1, "all keys lie in one place")
        for mapping in keeping { #expect(mapping.flags.isSuperset(of: ["lo", "dd"]), "\(mapping.flags.sorted())") }
        #expect(try kibibytes("VmLck:", of: agent) >= 64)
        #expect(await laboratory.sees { $0.channel == "info" && $0.payload.contains(#""lockedMemory":true"#) })
        agent.send(SIGTERM)
        #expect(await agent.waitPatiently() == 0)
        _ = air
    }

    /// The files in /proc belong to the user of a process unless it has made itself undumpable, then to root: proc(5).
    @Test(.enabled(if: getuid() == 0, "only root can become another user"))
    func `an agent writes no core, and its own user cannot look into it`() async throws {
        let laboratory = try await Laboratory()
        let air = try await laboratory.air(try laboratory.bench.silence())
        let configuration = try laboratory.bench.configuration()
        let command = try "ulimit -c unlimited && exec \(Workbench.program("footfall")) run --config \(configuration)"
        let capable = ["--inh-caps", "+net_raw", "--ambient-caps", "+net_raw"]
        let agent = try laboratory.start(
            "setpriv", ["--reuid", "65534", "--regid", "65534", "--clear-groups"] + capable + ["sh", "-c", command])
        #expect(await laboratory.sees { $0.state == "online" }, "\(agent.errors)")
        let status = try FileManager.default.attributesOfItem(atPath: "/proc/\(agent.identifier)/environ")
        #expect(status[.ownerAccountID] as? Int == 0)
        #expect(try processText("status", of: agent).contains("\nUid:\t65534"))
        let limits = try processText("limits", of: agent).split(separator: "\n")
        let core = try #require(limits.first { $0.hasPrefix("Max core file size") })
        #expect(core.split(separator: " ").dropFirst(4).prefix(2) == ["0", "0"], "\(core)")
        agent.send(SIGTERM)
        #expect(await agent.waitPatiently() == 0)
        _ = air
    }
}
