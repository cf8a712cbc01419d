import Counting
import Fleet
import Foundation
import Logging
import Presence
import Testing
import Timekeeping

@testable import Agent

struct CalibrationMemoryTests {
    private let bench: Workbench
    private let directory: String
    private let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    init() throws {
        bench = try Workbench()
        directory = bench.path("kept")
    }

    private func taught(lessons: Int = 20) -> PeopleModel {
        var model = PeopleModel()
        for quarter in 0..<lessons {
            model.learn(
                people: 7, in: .init(devices: 14.5, bursts: 40, hourOfWeek: quarter),
                at: WallTime(seconds: 1_770_000_000 + Int64(quarter) * 900))
        }
        return model
    }

    @Test func `what counters taught is there again after a restart, and goes on ageing`() throws {
        let time = WallTime(seconds: 1_770_100_000)
        var first = CalibrationMemory(directory: directory, log: log)
        #expect(first.recall() == PeopleModel())
        let model = taught()
        first.keep(model)
        var second = CalibrationMemory(directory: directory, log: log)
        let recalled = second.recall()
        let calibration = try #require(recalled.calibration(at: time))
        #expect(abs(calibration.factor - 7 / 14.5) < 1e-9 && calibration.lessons == 20)
        #expect(calibration.uncertainty == model.calibration(at: time)?.uncertainty)
    }

    @Test func `a box that starts in 1970 forgets nothing and rewrites nothing`() throws {
        var memory = CalibrationMemory(directory: directory, log: log)
        memory.keep(taught())
        let kept = try Data(contentsOf: URL(filePath: "\(directory)/people.json"))
        let configuration = try Configuration(
            reading: Array(#"{"site": "a", "sensor": "b", "capture": {"interface": "c"}}"#.utf8), as: .json)
        let start = WallTime(seconds: 20), right = WallTime(seconds: 1_770_100_000)
        var pipeline = SensingPipeline(configuration, at: start, randomness: .system)
        var again = CalibrationMemory(directory: directory, log: log)
        pipeline.observer.peopleModel = again.recall()
        again.keep(pipeline.observer.peopleModel)
        #expect(try Data(contentsOf: URL(filePath: "\(directory)/people.json")) == kept)
        pipeline.clockWasSet(at: WallTime(seconds: 60))
        pipeline.beginAnew(at: right)
        #expect(pipeline.observer.peopleModel.calibration(at: right) == taught().calibration(at: right))
    }

    @Test func `the file is written when something was learnt, and at no other time`() throws {
        var memory = CalibrationMemory(directory: directory, log: log)
        memory.keep(taught())
        let file = "\(directory)/people.json"
        try Data("marked".utf8).write(to: URL(filePath: file))
        memory.keep(taught())
        #expect(try String(contentsOf: URL(filePath: file), encoding: .utf8) == "marked")
        memory.keep(taught(lessons: 21))
        #expect(try String(contentsOf: URL(filePath: file), encoding: .utf8).contains("learntAt"))
    }

    @Test(arguments: ["", "{", "{}", #"{"learntAt":"2026-01-01T00:00:00Z","sums":[1],"people":[],"devices":[]}"#])
    func `a file that cannot be read teaches nothing, and ends nothing`(text: String) throws {
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: "\(directory)/people.json"))
        var memory = CalibrationMemory(directory: directory, log: log)
        #expect(memory.recall() == PeopleModel())
    }

    @Test func `without a folder, or with one that cannot be made, the counters teach anew`() {
        for path in [nil, "/proc/nothing"] {
            var memory = CalibrationMemory(directory: path, log: log)
            memory.keep(taught())
            #expect(memory.recall() == PeopleModel())
        }
    }
}
