import Testing
import Timekeeping

@testable import Fleet

struct CanaryTests {
    private static let plan = #"{"canaries":["a","b"],"holdForSeconds":60}"#
    private static let message = Rehearsal.message(
        version: 4, #"{"health":{"intervalSeconds":7}}"#, rollout: plan)

    @Test func `a canary goes first`() throws {
        var rehearsal = try Rehearsal(sensor: "a")
        #expect(rehearsal.receive(Self.message, scope: .site) == ["prepare"])
    }

    @Test func `the others wait for all canaries, and then for the hold`() throws {
        var rehearsal = try Rehearsal()
        #expect(rehearsal.receive(Self.message, scope: .site) == ["watch a,b", "report"])
        #expect(rehearsal.rollout.report(at: rehearsal.moment.wall).site.pending?.state == .waiting)
        #expect(rehearsal.report("a", inForce: 4) == [])
        rehearsal.seconds += 1_000
        #expect(rehearsal.tick() == [])
        #expect(rehearsal.report("b", inForce: 3) == [], "an older version is none")
        #expect(rehearsal.report("c", inForce: 4) == [], "that is no canary")
        #expect(rehearsal.report("b", inForce: 4) == [])
        rehearsal.seconds += 59
        #expect(rehearsal.tick() == [])
        rehearsal.seconds += 1
        #expect(rehearsal.tick() == ["prepare"])
    }

    @Test(arguments: [ConfigurationReport.Status.rejected, .rolledBack])
    func `a canary that fails spares the others`(status: ConfigurationReport.Status) throws {
        var rehearsal = try Rehearsal()
        _ = rehearsal.receive(Self.message, scope: .site)
        _ = rehearsal.report("a", inForce: 4)
        #expect(rehearsal.report("b", inForce: 3, last: 4, status) == ["remember", "report"])
        let part = rehearsal.rollout.report(at: rehearsal.moment.wall).site
        #expect(part.status == .rejected && part.version == 4)
        #expect(part.problems.map(\.path) == ["rollout.canaries"])
        rehearsal.seconds += 1_000
        #expect(rehearsal.tick() == [])
    }

    @Test func `a canary that fails during the hold spares the others`() throws {
        var rehearsal = try Rehearsal()
        _ = rehearsal.receive(Self.message, scope: .site)
        _ = rehearsal.report("a", inForce: 4)
        _ = rehearsal.report("b", inForce: 4)
        rehearsal.seconds += 30
        #expect(rehearsal.report("a", inForce: 3, last: 4, .rolledBack) == ["remember", "report"])
    }

    @Test func `a newer document takes the place of one that waits`() throws {
        var rehearsal = try Rehearsal()
        _ = rehearsal.receive(Self.message, scope: .site)
        let next = Rehearsal.message(version: 5, #"{"health":{"intervalSeconds":8}}"#)
        #expect(rehearsal.receive(next, scope: .site) == ["prepare"])
    }

    @Test func `a message that nobody has signed does not stop what waits`() throws {
        var rehearsal = try Rehearsal()
        _ = rehearsal.receive(Self.message, scope: .site)
        _ = rehearsal.receive(Array("{}".utf8), scope: .site)
        #expect(rehearsal.rollout.report(at: rehearsal.moment.wall).site.pending?.version == 4)
    }
}

extension Rehearsal {
    fileprivate mutating func tick() -> [String] { names(rollout.tick(at: moment)) }

    fileprivate mutating func report(
        _ sensor: String, inForce: Int, last: Int? = nil, _ status: ConfigurationReport.Status = .applied
    ) -> [String] {
        let present = ConfigurationReport.InForce(version: inForce, hash: nil)
        let part = ConfigurationReport.Part(
            version: last ?? inForce, status: status, at: moment.wall, hash: nil, inForce: present)
        let nothing = ConfigurationReport.Part(
            version: 0, status: .applied, at: moment.wall, hash: nil,
            inForce: ConfigurationReport.InForce(version: 0, hash: nil))
        return names(
            rollout.reported(ConfigurationReport(sensor: nothing, site: part), by: sensor, at: moment))
    }
}
