import Testing
import Timekeeping

@testable import Fleet

struct HealthGateTests {
    @Test func `counters stand still while there are few people, and take in what is heard among many`() {
        var gate = HealthGate()
        #expect(told(&gate, 10, isCrowd: false) == 0)
        #expect(told(&gate, 25, isCrowd: false) == 0)
        #expect(told(&gate, 40, isCrowd: true) == 0)  // part of this was heard among few
        #expect(told(&gate, 100, isCrowd: true) == 60)
        #expect(told(&gate, 130, isCrowd: false) == 60)
        #expect(told(&gate, 131, isCrowd: true) == 60)
        #expect(told(&gate, 141, isCrowd: true) == 70)
    }

    @Test func `whatever one phone sends among few, the report is the same`() {
        var (quiet, known) = (HealthGate(), HealthGate())
        for step in 0..<20 {
            let without = quiet.released(report(frames: 0, age: nil), isCrowd: false)
            let with = known.released(report(frames: step * 3, age: .seconds(1)), isCrowd: false)
            #expect(without == with)
        }
    }

    @Test func `the sum over channels is the sum of all`() {
        var gate = HealthGate()
        _ = gate.released(report(frames: 10, age: nil), isCrowd: true)
        let radio = gate.released(report(frames: 50, age: .seconds(2)), isCrowd: true).radios[0]
        #expect(radio.channels.map(\.probeRequests) == [40] && radio.frames == 40)
        #expect(radio.lastFrameAge == .seconds(2) && radio.kernelDrops == 3)
    }

    @Test func `messages and times on channels are told like frames`() {
        var gate = HealthGate()
        _ = gate.released(report(frames: 10, age: nil), isCrowd: true)
        let told = gate.released(report(frames: 50, age: nil), isCrowd: true)
        #expect(told.outbox.published == 40 && told.outbox.acknowledged == 40)
        #expect(told.radios[0].channels.map(\.dwell) == [.milliseconds(40)])
        let silent = gate.released(report(frames: 90, age: nil), isCrowd: false)
        #expect(silent.outbox == told.outbox && silent.radios[0].channels == told.radios[0].channels)
    }

    @Test func `scans that came too late at a locator are told like frames, batches as they are`() {
        var (gate, few) = (HealthGate(), HealthGate())
        var told: [HealthReport.Locator?] = []
        for scans in [10, 50, 60] {
            let released = gate.released(report(frames: 0, age: nil, scans), isCrowd: false, isSiteCrowd: true)
            told.append(released.locator)
            let withheld = few.released(report(frames: 0, age: nil, scans), isCrowd: true).locator
            #expect(withheld?.lateScans == 0 && withheld?.droppedScans == 0)
        }
        #expect(told.map { $0?.lateScans } == [0, 40, 50] && told.map { $0?.droppedScans } == [0, 80, 100])
        #expect(told.allSatisfy { $0?.sensors == ContractSample.health.locator?.sensors })
    }

    private func told(_ gate: inout HealthGate, _ frames: Int, isCrowd: Bool) -> Int {
        gate.released(report(frames: frames, age: .seconds(1)), isCrowd: isCrowd).radios[0].frames
    }

    private func report(frames: Int, age: Interval?, _ scans: Int = 0) -> HealthReport {
        var report = ContractSample.health
        report.locator?.lateScans = scans
        report.locator?.droppedScans = 2 * scans
        report.outbox.published = frames
        report.outbox.acknowledged = frames
        report.radios[0].frames = frames
        report.radios[0].probeRequests = frames
        report.radios[0].malformed = 0
        report.radios[0].badFrameChecks = 0
        report.radios[0].kernelDrops = 3
        report.radios[0].lastFrameAge = age
        report.radios[0].channels =
            frames == 0
            ? []
            : [
                HealthReport.Channel(
                    frequencyMegahertz: 2_437, probeRequests: frames, dwell: .milliseconds(Int64(frames)))
            ]
        return report
    }
}
