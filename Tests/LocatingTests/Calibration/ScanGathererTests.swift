import Positioning
import Privacy
import Testing
import Timekeeping

@testable import Locating

struct ScanGathererTests {
    private static let start = WallTime(seconds: 1000)
    private static let phone = Tag(bits: 7)
    private static let other = Tag(bits: 8)

    @Test func `frames of one transmitter within a second and a half are one scan`() {
        var gatherer = ScanGatherer(sensorCount: 3)
        gatherer.heard(Self.phone, by: 0, levelDBm: -60, at: Self.start)
        gatherer.heard(Self.phone, by: 2, levelDBm: -70, at: Self.start - .milliseconds(300))
        gatherer.heard(Self.phone, by: 0, levelDBm: -64, at: Self.start + .milliseconds(900))
        gatherer.heard(Self.other, by: 1, levelDBm: -50, frames: 4, at: Self.start + .seconds(1))
        gatherer.heard(Self.phone, by: 0, levelDBm: -80, at: Self.start + .seconds(10))
        let scans = gatherer.finish()
        #expect(
            scans == [
                .init(
                    time: Self.start - .milliseconds(300), tag: Self.phone,
                    readings: [.heard(level: -62, frames: 2), .silent, .heard(level: -70, frames: 1)], frames: 3),
                .init(
                    time: Self.start + .seconds(1), tag: Self.other,
                    readings: [.silent, .heard(level: -50, frames: 4), .silent], frames: 4),
                .init(
                    time: Self.start + .seconds(10), tag: Self.phone,
                    readings: [.heard(level: -80, frames: 1), .silent, .silent], frames: 1),
            ])
    }

    @Test func `what has no room is counted`() {
        var gatherer = ScanGatherer(sensorCount: 1, limit: 2)
        for index in 0..<5 {
            gatherer.heard(Self.phone, by: 0, levelDBm: -60, at: Self.start + .seconds(Int64(10 * index)))
        }
        #expect(gatherer.finish().count == 2)
        #expect(gatherer.dropped == 3)
    }

    @Test func `the phone of a walk is the one that sends by far the most`() throws {
        let place = ResidualMap.Place(floor: 0, point: Point(x: 1, y: 2))
        func scan(_ tag: Privacy.Tag, _ second: Int64, _ frames: Int, _ level: Double) -> ScanGatherer.Scan {
            .init(
                time: Self.start + .seconds(second), tag: tag,
                readings: [.heard(level: level, frames: frames), .silent],
                frames: frames)
        }
        var scans = [scan(Self.phone, 1, 10, -50), scan(Self.other, 2, 9, -90), scan(Self.phone, 5, 20, -56)]
        let end = Self.start + .seconds(20)
        let stop = try WalkStop.stop(at: place, from: Self.start, until: end, in: scans)
        #expect(stop.place == place && stop.readings == [.heard(level: -54, frames: 30), .silent])
        scans.append(scan(Self.other, 9, 9, -90))
        #expect(throws: WalkStop.Refusal.notAlone) {
            try WalkStop.stop(at: place, from: Self.start, until: end, in: scans)
        }
        #expect(throws: WalkStop.Refusal.tooFewFrames(0)) {
            try WalkStop.stop(at: place, from: end, until: end + .seconds(9), in: scans)
        }
    }
}
