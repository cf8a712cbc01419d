import Fleet
import Foundation
import Glibc
import Positioning
import Signing
import Testing

/// The calibration of a site of real agents at a real broker, from a crowd whose radio is known.
@Suite(.serialized, .enabled(if: Permission.hasBroker && Permission.hasNetwork, Permission.network))
struct SiteCalibrationTests {
    private static let sensors = ["west", "middle", "east", "far"]
    /// Decibels that each hears more than an average one.
    private static let gains = [4.0, 0, -4, 0]

    @Test
    func `a site learns its gains, tells what that brought, and names the sensor that lost its antenna`()
        async throws
    {
        let laboratory = try await Laboratory()
        let site = try SmallSite(
            laboratory, Self.sensors.map { SmallSite.Box(name: $0, mayLocate: $0 == "west") })
        var generator = SystemRandomNumberGenerator()
        let key = SigningKey(using: &generator)
        _ = try laboratory.bench.write(String(decoding: OctetKeyPair.text(of: key), as: UTF8.self), to: "fleet.key")
        let crowd = SmallSite.Crowd(
            gains: Self.gains, exponent: 3, losing: 3, decibels: 14, from: 18, scansPerSecond: 9)
        let airs = try await site.airs(crowd, seconds: 400)
        let storage = laboratory.bench.path("storage")
        let more = #"""
            "storage": {"directory": "\#(storage)"}, "fleet": {"keys": ["\#(key.publicKey.text)"]},
            """#
        var agents = try Self.sensors.indices.map { try site.start($0, more: $0 == 0 ? more : "") }
        #expect(await laboratory.sees { $0.state == "online" && $0.topic.contains("/far/") }, "\(agents[3].errors)")
        try await site.begin()
        #expect(await laboratory.sees(seconds: 300) { $0.calibrationVersion == 1 }, "\(agents[0].errors)")
        let first = try CalibrationDocument(reading: Array(laboratory.calibrations[0].payload.utf8))
        #expect(first.basis == .crowd && first.samples >= 90 && first.alarms.isEmpty)
        #expect(abs(first.model.exponent - 3) < 0.6, "\(first.model)")
        expectGains(of: first)
        let before = try #require(first.before.evidencePerScan), after = try #require(first.after.evidencePerScan)
        #expect(after > before + 0.5, "the scans are more probable with what was learnt from them")
        #expect(try Data(contentsOf: URL(filePath: storage + "/calibrations/1.json")) == Data(first.json))

        // Most of what is heard until then came after the loss.
        try await Task.sleep(for: .seconds(25))
        let lost = try CalibrationDocument(reading: Array(try await calibrate(laboratory).utf8))
        #expect(lost.version == 2 && lost.samples >= 300)
        #expect(lost.before.expectedErrorMetres != nil && lost.after.expectedErrorMetres != nil)
        #expect(Set(lost.alarms.map(\.sensor)) == ["far"], "\(lost.alarms)")
        #expect(
            await laboratory.sees { $0.topic.hasSuffix("west/alert") && $0.alerts == ["sensor-changed"] },
            "\(laboratory.messages("alert").map(\.payload))")
        let alert = laboratory.messages("alert").last { $0.topic.hasSuffix("west/alert") }
        #expect(alert?.payload.contains("far hears -") == true)

        // Another life goes on with it, and still says what is wrong.
        agents[0].send(SIGKILL)
        agents[0].wait()
        let count = laboratory.calibrations.count
        agents[0] = try site.start(0, more: more)
        #expect(await eventually { laboratory.calibrations.count > count }, "\(agents[0].errors)")
        #expect(laboratory.calibrations.last?.payload == String(decoding: lost.json, as: UTF8.self))
        #expect(agents[0].errors.contains("passed over") == false)
        for agent in agents { agent.send(SIGTERM) }
        for agent in agents { #expect(await agent.waitPatiently() == 0, "\(agent.errors)") }
        withExtendedLifetime(airs) {}
    }

    private func expectGains(of document: CalibrationDocument) {
        let offsets = document.calibration.offsets
        let difference = (offsets["west"] ?? 0) - (offsets["east"] ?? 0)
        #expect(abs(difference - (Self.gains[0] - Self.gains[2])) < 3, "\(offsets)")
    }

    /// Has the locator calibrate, as soon as it has heard enough; who asks too early is told how much is missing.
    private func calibrate(_ laboratory: Laboratory) async throws -> String {
        for _ in 0..<40 {
            let words = [
                "fleet", "command", "--broker", "mqtt://127.0.0.1", "--site", "test", "--sensor", "west", "--key",
                laboratory.bench.path("fleet.key"), "calibrate",
            ]
            let child = try laboratory.start(try Workbench.program("footfall"), words)
            // An unoptimised agent works on it for a minute, and longer on a busy machine.
            let status = await child.waitPatiently(seconds: 600)
            if status == 0 { return child.output }
            try #require(child.errors.contains("300 needed"), "\(child.errors)")
            try await Task.sleep(for: .seconds(4))
        }
        Issue.record("there were never enough scans")
        return ""
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
