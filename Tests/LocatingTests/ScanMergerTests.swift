import Locating
import Privacy
import Testing
import Timekeeping

struct ScanMergerTests {
    private var now = Uptime(seconds: 100)
    private var merger = ScanMerger(sensorCount: 3, limit: 4, at: Uptime(seconds: 100))

    private mutating func take(upTo watermark: WallTime, after wait: Interval = .zero) -> [MergedScan] {
        var taken: [MergedScan] = []
        now = now + wait
        merger.takeComplete(upTo: watermark, now: now) { taken.append($0) }
        return taken
    }

    private mutating func hear(
        _ tag: UInt32, sensor: Int, milliseconds: Int64 = 0, frames: Int = 3, level: Double = -60
    ) {
        let time = start + .milliseconds(milliseconds)
        merger.heard(scan(tag, at: time, frames: frames, level: level), from: sensor, at: time, now: now)
    }

    @Test mutating func `what three sensors heard of one tag is one scan, at the time of the first frame`() throws {
        hear(1, sensor: 1, milliseconds: 20)
        hear(1, sensor: 0, milliseconds: 0)
        hear(1, sensor: 2, milliseconds: 40)
        hear(2, sensor: 2, milliseconds: 50)
        let taken = take(upTo: start + .seconds(1))
        #expect(taken.map(\.tag.bits) == [1, 2])
        let first = try #require(taken.first)
        #expect(first.time == start)
        #expect(first.heard.map { $0?.frames } == [3, 3, 3])
        #expect(taken.last?.heard.map { $0 != nil } == [false, false, true])
        #expect(merger.tally.taken == 4)
        #expect(merger.tally.merged == 2)
    }

    @Test mutating func `a scan that a sensor tells in two parts has the mean of all its frames`() throws {
        hear(1, sensor: 0, frames: 1, level: -50)
        hear(1, sensor: 0, milliseconds: 100, frames: 3, level: -70)
        let heard = try #require(take(upTo: start + .seconds(1)).first?.heard[0])
        #expect(heard.frames == 4)
        #expect(heard.levelDBm == -65)
    }

    @Test mutating func `a scan waits until all sensors have told what they heard, and a bit longer than its frames`() {
        hear(1, sensor: 0)
        #expect(take(upTo: start + .milliseconds(200)) == [])
        #expect(take(upTo: start + .milliseconds(250)).count == 1)
    }

    @Test mutating func `nobody is waited for longer than two and a half seconds`() {
        hear(1, sensor: 0)
        #expect(take(upTo: start - .seconds(60), after: .milliseconds(2_499)) == [])
        #expect(take(upTo: start - .seconds(60), after: .milliseconds(1)).count == 1)
    }

    @Test mutating func `what comes late about an event that is over is left out, what a phone sends next is not`() {
        hear(1, sensor: 0)
        #expect(take(upTo: start + .seconds(1)).count == 1)
        hear(1, sensor: 1, milliseconds: 30)
        #expect(take(upTo: start + .seconds(1)) == [])
        #expect(merger.tally.late == 1)
        hear(1, sensor: 1, milliseconds: 700)
        #expect(take(upTo: start + .seconds(2)).count == 1)
    }

    @Test mutating func `beyond its bound it drops what is new, and counts it`() {
        for tag in 0..<6 { hear(UInt32(tag), sensor: 0) }
        #expect(merger.openCount == 4)
        #expect(merger.tally.dropped == 2)
        #expect(take(upTo: start + .seconds(1)).count == 4)
        hear(9, sensor: 0, milliseconds: 900)
        #expect(take(upTo: start + .seconds(2)).map(\.tag.bits) == [9])
    }

    @Test mutating func `many scans leave nothing behind`() {
        for round in 0..<10_000 {
            let milliseconds = Int64(round) * 400
            for tag in 0..<4 {
                hear(UInt32(truncatingIfNeeded: round * 4 + tag), sensor: 0, milliseconds: milliseconds)
            }
            #expect(take(upTo: start + .milliseconds(milliseconds + 300), after: .milliseconds(400)).count == 4)
        }
        #expect(merger.openCount == 0)
        #expect(merger.rememberedCount < 200)
        #expect(merger.tally.merged == 40_000)
    }
}
