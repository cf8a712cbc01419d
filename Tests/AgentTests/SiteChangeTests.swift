import Fleet
import Foundation
import Glibc
import Positioning
import Testing

/// What changes at a site of real agents while it runs: a sensor that goes deaf, a clock, a calibration by hand.
@Suite(.serialized, .enabled(if: Permission.hasBroker && Permission.hasNetwork, Permission.network))
struct SiteChangeTests {
    private static let sensors = ["west", "middle", "east", "far"]

    @Test
    func
        `a deaf sensor is alarming, a fleet manager's calibrate is answered with what it brought, a walk is installed`()
        async throws
    {
        let laboratory = try await Laboratory()
        let site = try SmallSite(
            laboratory, Self.sensors.map { SmallSite.Box(name: $0, mayLocate: $0 == "west") })
        var crowd = SmallSite.Crowd(gains: [4, 0, -4, 0], exponent: 3, scansPerSecond: 3)
        // Enough for the first fit, and with what is left over too little for another, however long that takes.
        var airs = try await site.airs(crowd, seconds: 60)
        let more = try site.fleetManager()
        let agents = try Self.sensors.indices.map { try site.start($0, more: $0 == 0 ? more : "") }
        for (name, agent) in zip(Self.sensors, agents) {
            try #require(await laboratory.sees { $0.topic.hasSuffix("\(name)/sightings") }, "\(agent.errors)")
        }
        try await site.begin()
        try #require(await laboratory.sees(seconds: 1200) { $0.calibrationVersion == 1 }, "\(agents[0].errors)")
        #expect(laboratory.messages("alert").last { $0.topic.hasSuffix("west/alert") }?.alerts == [])
        let early = try await site.calibrate()
        #expect(early.status == 1 && early.errors.contains("300 needed"), "\(early.errors)")

        // The last sensor loses its antenna.
        for air in airs {
            // Until somebody ends it, its interface stays.
            air.send(SIGKILL)
            _ = await air.waitPatiently()
        }
        crowd.gains[3] -= 16
        airs = try await site.airs(crowd, seconds: 600)
        try await site.begin()
        var answer = early
        for _ in 0..<300 where answer.status == 1 {
            try await Task.sleep(for: .seconds(2))
            answer = try await site.calibrate()
        }
        try #require(answer.status == 0, "\(answer.errors)")
        let result = try CalibrationDocument(reading: Array(answer.output.utf8))
        #expect(result.version == 2 && result.basis == .crowd && result.samples >= 300)
        for figures in [result.before, result.after] {
            #expect((figures.scans ?? 0) >= 300 && figures.expectedErrorMetres != nil && figures.publishedShare != nil)
        }
        // Frames below the sensitivity are missing, and some scans are of before: 16 dB look like fewer.
        #expect(
            result.alarms.contains { $0.kind == .sensorChanged && $0.sensor == "far" && $0.change < -4 },
            "\(result.alarms)")
        #expect(
            await laboratory.sees {
                $0.topic.hasSuffix("west/alert") && $0.alerts?.contains("sensor-changed") == true
                    && $0.payload.contains("far hears -")
            }, "\(laboratory.messages("alert").map(\.payload))")

        try await installs(laboratory, result, agents[0])
        for agent in agents { agent.send(SIGTERM) }
        for agent in agents { #expect(await agent.waitPatiently() == 0, "\(agent.errors)") }
        withExtendedLifetime(airs) {}
    }

    /// What a walk has found is put in force by hand, and the alarm is gone.
    private func installs(_ laboratory: Laboratory, _ learnt: CalibrationDocument, _ agent: Child) async throws {
        var walk = learnt
        (walk.version, walk.basis, walk.alarms) = (1, .walk, [])
        let file = try laboratory.bench.write(String(decoding: walk.json, as: UTF8.self), to: "walk.json")
        let configuration = laboratory.bench.path("west.json")
        let installed = try laboratory.bench.footfall("calibrate", "install", "--config", configuration, file)
        #expect(installed.status == 0, "\(installed.errors)")
        #expect(String(decoding: installed.output, as: UTF8.self).contains("version 3"))
        #expect(await laboratory.sees { $0.calibrationVersion == 3 && $0.payload.contains("walk") }, "\(agent.errors)")
        #expect(
            await eventually { laboratory.messages("alert").last { $0.topic.hasSuffix("west/alert") }?.alerts == [] },
            "\(laboratory.messages("alert").map(\.payload))")
    }

    @Test func `a calibration that does not fit the site is not installed, and the reason is told`() throws {
        let bench = try Workbench()
        let box = { (storage: String) throws in
            try bench.write(
                """
                {"site": "test", "sensor": "one", "siteFile": "\(bench.path("site.json"))", "capture": {"adapter": "any"},
                 "keys": {"directory": "\(bench.path("keys"))"}, "storage": {"directory": \(storage)}}
                """, to: "box.json")
        }
        let document = { (roles: String) throws in
            _ = try bench.write(
                """
                {"site": "test", "version": 1, "timeZone": "UTC",
                 "floors": [{"id": "ground", "outline": [[0, 0], [9, 0], [9, 9], [0, 9]]}],
                 "zones": [{"id": "shop", "floor": "ground", "outline": [[0, 0], [9, 0], [9, 9], [0, 9]]}],
                 "sensors": [{"id": "one", "floor": "ground", "x": 1, "y": 1, "roles": [\(roles)]}]}
                """, to: "site.json")
        }
        func calibration(site: String, sensor: String, basis: String = "walk") throws -> String {
            try bench.write(
                """
                {"site": "\(site)", "version": 1, "basis": "\(basis)", "samples": 20,
                 "sensors": [{"id": "\(sensor)", "offsetDecibels": 1, "mapLengthMetres": 4, "mapRemainingVariance": 6,
                              "mapPoints": [{"floor": \(sensor == "one" ? 0 : 1), "x": 1, "y": 1, "weight": 1}]}]}
                """, to: "calibration.json")
        }
        func install(_ file: String) throws -> (status: Int32, text: String) {
            let outcome = try bench.footfall("calibrate", "install", "--config", bench.path("box.json"), file)
            return (outcome.status, String(decoding: outcome.output, as: UTF8.self) + outcome.errors)
        }
        let storage = "\"\(bench.path("storage"))\""
        _ = try box(storage)
        try document(#""sensor", "locator""#)
        let foreign = try install(try calibration(site: "other", sensor: "one"))
        #expect(foreign.status == 65 && foreign.text.contains("another site (other)"), "\(foreign)")
        let stranger = try install(try calibration(site: "test", sensor: "two"))
        #expect(stranger.status == 65 && stranger.text.contains("the sensor two"), "\(stranger)")
        #expect(stranger.text.contains("floor number 1"))
        let empty = try install(try calibration(site: "test", sensor: "one", basis: "none"))
        #expect(empty.status == 65 && empty.text.contains("made from nothing"), "\(empty)")
        let torn = try install(try bench.write("{", to: "torn.json"))
        #expect(torn.status == 78, "\(torn)")
        #expect(try install("/nonexistent.json").status == 66)
        #expect(!FileManager.default.fileExists(atPath: bench.path("storage/calibrations")), "nothing was written")
        let good = try calibration(site: "test", sensor: "one")
        let first = try install(good)
        #expect(first.status == 0 && first.text.contains("version 1"), "\(first)")
        let second = try install(good)
        #expect(second.text.contains("version 2"))
        #expect(FileManager.default.fileExists(atPath: bench.path("storage/calibrations/2.json")))
        _ = try box("null")
        let forgetful = try install(good)
        #expect(forgetful.status == 78 && forgetful.text.contains("storage.directory"), "\(forgetful)")
        _ = try box(storage)
        try document(#""sensor""#)
        let humble = try install(good)
        #expect(humble.status == 78 && humble.text.contains("no locator role"), "\(humble)")
    }

    /// A box whose clock is off by more than an epoch takes no keys, by design.
    @Test(arguments: [-30, 30] as [Int64])
    func `a box whose clock is set goes on being heard, and no visit ends or begins anew for it`(step: Int64)
        async throws
    {
        let laboratory = try await Laboratory()
        let site = try SmallSite(laboratory, [.init(name: "west", mayLocate: true), .init(name: "east")])
        let clock = try SettableClock(laboratory.bench)
        let phones = (0..<2).map { SmallSite.Phone(address: 0x0011_2233_4401 + UInt64($0), nearest: $0) }
        var airs: [Child] = []
        for box in 0..<2 { airs.append(try await site.air(box, phones)) }
        let agents = [try site.start(0), try site.start(1, environment: clock.environment)]
        #expect(await eventually { laboratory.messages("started").count >= 2 }, "\(agents.map(\.errors).joined())")
        try clock.set(to: step)
        #expect(await eventually { agents[1].errors.contains("clock was set") }, "\(agents[1].errors)")
        // A phone that comes now is placed by what both hear of it.
        for air in airs {
            air.send(SIGTERM)
            _ = await air.waitPatiently()
        }
        let late = SmallSite.Phone(address: 0x0011_2233_4403, nearest: 1)
        airs = []
        for box in 0..<2 { airs.append(try await site.air(box, phones + [late])) }
        #expect(await eventually { laboratory.messages("started").count >= 3 }, "\(agents[0].errors)")
        let visit = laboratory.messages("started").last?.visit
        #expect(
            await eventually {
                (laboratory.messages("started") + laboratory.messages("moved")).last { $0.visit == visit }?.zone
                    == site.zone(of: 1)
            }, "\(laboratory.messages("moved").map(\.payload)) \(agents[0].errors)")
        #expect(laboratory.messages("started").count == 3)
        #expect(laboratory.messages("ended").isEmpty)
        for agent in agents { agent.send(SIGTERM) }
        for agent in agents { #expect(await agent.waitPatiently() == 0, "\(agent.errors)") }
        withExtendedLifetime(airs) {}
    }

    @Test func `a box without a radio is the locator of boxes that have one`() async throws {
        let laboratory = try await Laboratory()
        let site = try SmallSite(
            laboratory,
            [.init(name: "west"), .init(name: "east"), .init(name: "office", mayLocate: true, listens: false)])
        let phones = (0..<2).map { SmallSite.Phone(address: 0x0011_2233_4401 + UInt64($0), nearest: $0) }
        var airs: [Child] = []
        for box in 0..<2 { airs.append(try await site.air(box, phones)) }
        let agents = try (0..<3).map { try site.start($0) }
        let zones = Set((0..<2).map(site.zone))
        #expect(
            await eventually {
                Set((laboratory.messages("started") + laboratory.messages("moved")).compactMap(\.zone)) == zones
            }, "\(agents.map(\.errors).joined())")
        #expect(laboratory.messages("started").count == 2)
        #expect(Set(laboratory.messages("started").compactMap(\.source)) == ["office"])
        #expect(!laboratory.messages.contains { $0.topic.hasSuffix("office/sightings") })
        #expect(
            await eventually { laboratory.messages("alert").last { $0.topic.hasSuffix("office/alert") }?.alerts == [] },
            "\(laboratory.messages("alert").map(\.payload)) \(agents[2].errors)")
        for agent in agents { agent.send(SIGTERM) }
        for agent in agents { #expect(await agent.waitPatiently() == 0, "\(agent.errors)") }
        withExtendedLifetime(airs) {}
    }
}

/// A clock of one box that can be set without touching the machine's.
private struct SettableClock {
    let environment: [String]
    private let file: URL

    init(_ bench: Workbench) throws {
        let source = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Soak/box.c")
        let library = bench.path("box.so")
        let made = try bench.run("gcc", ["-shared", "-fPIC", "-O1", "-o", library, source.path, "-ldl"])
        try #require(made.status == 0, "\(made.errors)")
        file = bench.folder.appending(path: "box")
        environment = ["LD_PRELOAD=\(library)", "SOAK_BOX=\(file.path)"]
        try Data(count: 4096).write(to: file)
    }

    /// The clock shows so many seconds more than the machine's from now on.
    func set(to seconds: Int64) throws {
        let handle = try FileHandle(forUpdating: file)
        try handle.write(contentsOf: Data((0..<8).map { UInt8(truncatingIfNeeded: seconds >> ($0 * 8)) }))
        try handle.close()
    }
}

extension Message {
    fileprivate var calibrationVersion: Int? {
        topic.hasSuffix("/site/calibration/reported") ? document["version"] as? Int : nil
    }
}
