import Testing
import Timekeeping

@testable import Fleet

struct RolloutTests {
    @Test func `a good document goes through all stages`() throws {
        var rehearsal = try Rehearsal()
        #expect(rehearsal.receive(Rehearsal.message(version: 1, #"{"health":{"intervalSeconds":7}}"#)) == ["prepare"])
        #expect(rehearsal.names(rehearsal.rollout.prepared(at: rehearsal.moment)) == ["report", "switch 7"])
        #expect(rehearsal.part.pending == ConfigurationReport.Pending(version: 1, state: .verifying))
        #expect(rehearsal.part.inForce.version == 0)
        rehearsal.rollout.began(at: rehearsal.moment)
        #expect(rehearsal.observe(online: true, listening: false) == [])
        #expect(rehearsal.observe(online: false, listening: true) == [])
        #expect(rehearsal.observe(online: true, listening: true) == ["commit"])
        #expect(
            rehearsal.names(rehearsal.rollout.committed(at: rehearsal.moment)) == [
                "remember", "clear configuration-rolled-back", "clear configuration-refused", "report",
            ])
        #expect(rehearsal.part.status == .applied && rehearsal.part.inForce.version == 1)
        #expect(rehearsal.part.pending == nil)
        #expect(rehearsal.rollout.configuration.health.intervalSeconds == 7)
    }

    @Test func `one that does not prove itself in time is taken back, with every reason`() throws {
        var rehearsal = try Rehearsal()
        rehearsal.apply(version: 1, #"{"health":{"intervalSeconds":7}}"#)
        _ = rehearsal.receive(Rehearsal.message(version: 2, #"{"health":{"intervalSeconds":8}}"#))
        _ = rehearsal.rollout.prepared(at: rehearsal.moment)
        rehearsal.rollout.began(at: rehearsal.moment)
        rehearsal.seconds += 29
        #expect(rehearsal.observe(online: false, listening: false) == [])
        rehearsal.seconds += 1
        #expect(
            rehearsal.observe(online: false, listening: false) == [
                "remember", "switch 7", "raise configuration-rolled-back", "report",
            ])
        #expect(rehearsal.part.status == .rolledBack && rehearsal.part.inForce.version == 1)
        #expect(rehearsal.problems.map { $0.prefix(8) } == ["broker: ", "capture:"])
        // The broker hands the retained document out again on each connection.
        #expect(rehearsal.receive(Rehearsal.message(version: 2, #"{"health":{"intervalSeconds":8}}"#)) == [])
        #expect(
            rehearsal.receive(Rehearsal.message(version: 3, #"{"health":{"intervalSeconds":9}}"#)) == ["prepare"])
    }

    @Test func `the time for proving itself begins when the agent has begun`() throws {
        var rehearsal = try Rehearsal()
        _ = rehearsal.receive(Rehearsal.message(version: 1, #"{"health":{"intervalSeconds":7}}"#))
        _ = rehearsal.rollout.prepared(at: rehearsal.moment)
        rehearsal.seconds += 1_000
        rehearsal.rollout.began(at: rehearsal.moment)
        #expect(rehearsal.observe(online: false, listening: true) == [])
        #expect(rehearsal.observe(online: true, listening: true) == ["commit"])
    }

    @Test func `what changes nothing needs no switch`() throws {
        var rehearsal = try Rehearsal()
        rehearsal.apply(version: 1, #"{"health":{"intervalSeconds":7}}"#)
        _ = rehearsal.receive(Rehearsal.message(version: 2, #"{"health":{"intervalSeconds":7}}"#))
        #expect(rehearsal.names(rehearsal.rollout.prepared(at: rehearsal.moment)) == ["commit"])
        _ = rehearsal.rollout.committed(at: rehearsal.moment)
        #expect(rehearsal.part.inForce.version == 2)
    }

    @Test func `a document is replayed in vain, and the present one changes nothing`() throws {
        var rehearsal = try Rehearsal()
        let present = Rehearsal.message(version: 5, #"{"health":{"intervalSeconds":7}}"#)
        rehearsal.apply(version: 5, #"{"health":{"intervalSeconds":7}}"#)
        #expect(rehearsal.receive(present) == [])
        for version in [1, 4, 5] {
            let old = Rehearsal.message(version: version, #"{"health":{"intervalSeconds":8}}"#)
            #expect(rehearsal.receive(old) == ["remember", "report"])
            #expect(rehearsal.part.status == .rejected && rehearsal.part.version == version)
            #expect(rehearsal.problems[0].hasPrefix("version: must be higher than 5"))
            #expect(rehearsal.receive(old) == [], "it is told once")
        }
        #expect(rehearsal.receive(present) == ["remember", "clear configuration-refused", "report"])
        #expect(rehearsal.part.status == .applied)
    }

    @Test func `an empty message takes nothing back`() throws {
        var rehearsal = try Rehearsal()
        rehearsal.apply(version: 1, #"{"health":{"intervalSeconds":7}}"#)
        #expect(rehearsal.receive([]) == [])
        #expect(rehearsal.part.inForce.version == 1)
    }

    @Test func `what comes during a trial waits for its end`() throws {
        var rehearsal = try Rehearsal()
        _ = rehearsal.receive(Rehearsal.message(version: 1, #"{"health":{"intervalSeconds":7}}"#))
        _ = rehearsal.rollout.prepared(at: rehearsal.moment)
        rehearsal.rollout.began(at: rehearsal.moment)
        #expect(rehearsal.receive(Rehearsal.message(version: 2, #"{"health":{"intervalSeconds":8}}"#)) == [])
        #expect(rehearsal.receive(Rehearsal.message(version: 3, #"{"health":{"intervalSeconds":9}}"#)) == [])
        _ = rehearsal.observe(online: true, listening: true)
        #expect(rehearsal.names(rehearsal.rollout.committed(at: rehearsal.moment)).last == "prepare")
        #expect(rehearsal.part.pending?.version == 3)
    }

    @Test func `a configuration that cannot be kept is rejected, and the old one goes on`() throws {
        var rehearsal = try Rehearsal()
        _ = rehearsal.receive(Rehearsal.message(version: 1, #"{"health":{"intervalSeconds":7}}"#))
        let problem = ReportedProblem(path: "storage.directory", message: "is full")
        #expect(
            rehearsal.names(rehearsal.rollout.notPrepared(problem, at: rehearsal.moment)) == ["remember", "report"])
        #expect(rehearsal.part.status == .rejected && rehearsal.part.inForce.version == 0)
        #expect(rehearsal.rollout.configuration.health.intervalSeconds == 30)
    }

    @Test func `the sensor's document goes over the site's, and the site's over the box's own`() throws {
        var rehearsal = try Rehearsal()
        rehearsal.apply(
            version: 1, #"{"health":{"intervalSeconds":7},"privacy":{"k":9}}"#, scope: .site)
        rehearsal.apply(version: 1, #"{"health":{"intervalSeconds":8}}"#)
        #expect(rehearsal.rollout.configuration.health.intervalSeconds == 8)
        #expect(rehearsal.rollout.configuration.privacy.k == 9)
        #expect(rehearsal.rollout.configuration.broker.url == "mqtt://127.0.0.1:1999")
        rehearsal.apply(version: 2, "{}", scope: .site)
        #expect(rehearsal.rollout.configuration.privacy.k == 5)
        let report = rehearsal.rollout.report(at: rehearsal.moment.wall)
        #expect(report.site.inForce.version == 2 && report.sensor.inForce.version == 1)
        #expect(ConfigurationReport(reading: report.json) == report)
    }
}

extension Rehearsal {
    mutating func observe(online: Bool, listening: Bool) -> [String] {
        names(rollout.observed(isOnline: online, isListening: listening, at: moment))
    }
}
