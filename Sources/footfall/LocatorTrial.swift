import Evaluation
import Fleet
import Locating
import Positioning
import Privacy
import Timekeeping

/// A locator that is given all that the sensors of a site hear, second by second, for measuring how many scans it can
/// place: octets of batches in, places out.
struct LocatorTrial {
    private let trial: SolverTrial
    private let scansPerSecond: Int
    private var locator: SiteLocator
    private var second = 0
    private var sequence = 0

    /// A locator of the site of `trial`.
    init(_ trial: SolverTrial, scansPerSecond: Int) throws(InvalidPlan) {
        self.trial = trial
        self.scansPerSecond = scansPerSecond
        locator = try SiteLocator(trial.plan, trial.calibration, at: Uptime(seconds: 0))
    }

    /// What the sensors send in the next second.
    mutating func nextBatches() -> [(sensor: Int, payload: [UInt8])] {
        second += 1
        let begin = Self.start + .seconds(Int64(second - 1))
        let gap = Interval.seconds(1) / Int64(scansPerSecond)
        let pieces = (scansPerSecond - 1) / SightingBatch.mostScans + 1
        defer { sequence += pieces }
        return (0..<pieces).flatMap { piece in
            (0..<trial.sensors).map { sensor in
                let numbers = stride(from: piece, to: scansPerSecond, by: pieces)
                let scans = numbers.compactMap { number -> SensorScan? in
                    guard case .heard(let level, let frames) = trial.readings(of: number)[sensor] else { return nil }
                    return SensorScan(
                        time: begin + Interval(nanoseconds: gap.nanoseconds * Int64(number)),
                        tag: Tag(bits: UInt32(truncatingIfNeeded: second * scansPerSecond + number)),
                        signature: SignatureClass(bits: UInt16(number % 60)), frames: frames, levelDBm: level,
                        frequencyMegahertz: 2437, isRandomised: true)
                }
                let batch = SightingBatch(
                    boot: Self.start, sequence: sequence + piece, key: KeyName(epoch: 1, chain: 1),
                    until: begin + .seconds(1), isSynchronised: true, frequencyMegahertz: 2437, scans: scans)
                return (sensor, batch.encoded)
            }
        }
    }

    /// Takes them. Answers how many scans were placed.
    mutating func place(_ batches: [(sensor: Int, payload: [UInt8])]) -> Int {
        let present = Self.start + .seconds(Int64(second)) + .milliseconds(100)
        let now = Uptime(nanoseconds: (present - Self.start).nanoseconds)
        var count = 0
        for (sensor, payload) in batches {
            guard let batch = try? SightingBatch(decoding: payload) else { continue }
            locator.received(batch, from: sensor, at: present, now: now)
        }
        locator.takeLocations(at: present, now: now) { _ in count += 1 }
        return count
    }

    private static let start = WallTime(seconds: 1_772_442_000)
}
