import Fleet
import Foundation
import Glibc
import Positioning
import Testing

/// The calibration of a site of real agents at a real broker, from a crowd whose radio is known.
@Suite(.serialized, .enabled(if: Permission.hasBroker && Permission.hasNetwork, Permission.network))
struct SiteCalibrationTests {
    private static let sensors = ["west", "middle", "east", "far"]
    /// Decibels that each hears more than an average one.
    private static let gains = [4.0, 0, -4, 0]

    @Test
    func `a site learns its gains by itself, keeps them over a crash, and says which sensor has lost its antenna`()
        async throws
    {
        let laboratory = try await Laboratory()
        let site = try SmallSite(
            laboratory, Self.sensors.map { SmallSite.Box(name: $0, mayLocate: $0 == "west") })
        let airs = try await site.airs(
            SmallSite.Crowd(gains: Self.gains, exponent: 3, scansPerSecond: 9), seconds: 400)
        let storage = laboratory.bench.path("storage")
        let more = #"""
            "storage": {"directory": "\#(storage)"},
            """#
        var agents = try Self.sensors.indices.map { try site.start($0, more: $0 == 0 ? more : "") }
        #expect(
            await laboratory.sees { $0.state == "online" && $0.topic.contains("/far/") }, "\(agents[3].errors)")
        try await site.begin()
        // An unoptimised agent works on it for a while, and longer on a busy machine.
        try #require(await laboratory.sees(seconds: 300) { $0.calibrationVersion == 1 }, "\(agents[0].errors)")
        let learnt = try CalibrationDocument(reading: Array(laboratory.calibrations[0].payload.utf8))
        #expect(learnt.basis == .crowd && learnt.samples >= 90 && learnt.alarms.isEmpty)
        #expect(abs(learnt.model.exponent - 3) < 0.6, "\(learnt.model)")
        expectGains(of: learnt)
        let before = try #require(learnt.before.evidencePerScan), after = try #require(learnt.after.evidencePerScan)
        #expect(after > before + 0.5, "the scans are more probable with what was learnt from them")
        #expect(try Data(contentsOf: URL(filePath: storage + "/calibrations/1.json")) == Data(learnt.json))

        // A night later, of which another life learns: what was alarming then still is.
        agents[0].send(SIGKILL)
        agents[0].wait()
        var calibration = learnt.calibration
        calibration.generation = 2
        let next = CalibrationDocument(
            site: "test", calibration, alarms: [.sensorChanged("far", -14)], at: learnt.at, before: learnt.before,
            after: learnt.after)
        try Data(next.json).write(to: URL(filePath: storage + "/calibrations/2.json"))
        try Data("torn".utf8).write(to: URL(filePath: storage + "/calibrations/3.json"))
        agents[0] = try site.start(0, more: more)
        #expect(await laboratory.sees { $0.calibrationVersion == 2 }, "\(agents[0].errors)")
        #expect(
            await laboratory.sees {
                $0.topic.hasSuffix("west/alert") && $0.alerts == ["sensor-changed"]
                    && $0.payload.contains("far hears -14")
            }, "\(laboratory.messages("alert").map(\.payload))")
        #expect(agents[0].errors.contains("3.json"), "a file that is torn is passed over, and told")
        for agent in agents { agent.send(SIGTERM) }
        for agent in agents { #expect(await agent.waitPatiently() == 0, "\(agent.errors)") }
        withExtendedLifetime(airs) {}
    }

    private func expectGains(of document: CalibrationDocument) {
        let offsets = document.calibration.offsets
        let difference = (offsets["west"] ?? 0) - (offsets["east"] ?? 0)
        #expect(abs(difference - (Self.gains[0] - Self.gains[2])) < 3, "\(offsets)")
    }
}

extension Laboratory {
    /// What was said of the site's radio, in order.
    fileprivate var calibrations: [Message] { messages.filter { ($0.calibrationVersion ?? 0) > 0 } }
}

extension Message {
    fileprivate var calibrationVersion: Int? {
        topic.hasSuffix("/site/calibration/reported") ? document["version"] as? Int : nil
    }
}
