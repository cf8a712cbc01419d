public import Timekeeping

/// Brings the clocks of a site's sensors together.
///
/// The site's clock is that of the first living sensor whose own clock is kept right; without one, of the first living
/// sensor. All others are measured against what the others say of the same scan.
public struct ClockAligner: Equatable, Sendable {
    /// How each sensor's clock stands, in the site's order.
    public private(set) var clocks: [SensorClock]

    private var boots: [WallTime?]
    private var synchronised: [Bool]
    private var reference: Int?

    /// An aligner for `sensorCount` sensors of which nothing is known.
    public init(sensorCount: Int) {
        clocks = Array(repeating: SensorClock(), count: sensorCount)
        boots = Array(repeating: nil, count: sensorCount)
        synchronised = Array(repeating: false, count: sensorCount)
    }

    /// A batch came from `sensor` at `arrival` of the locator's own clock.
    public mutating func batchCame(_ batch: SightingBatch, from sensor: Int, at arrival: WallTime) {
        if boots[sensor] != batch.boot {
            clocks[sensor] = SensorClock()
            boots[sensor] = batch.boot
        }
        synchronised[sensor] = batch.isSynchronised
        clocks[sensor].batchCame(until: batch.until, arrival: arrival, isSynchronised: batch.isSynchronised)
    }

    /// These sensors are alive now.
    public mutating func choseFrom(alive: [Bool]) {
        let right = alive.indices.first { alive[$0] && synchronised[$0] && clocks[$0].standing != .adrift }
        reference = right ?? alive.firstIndex(of: true)
    }

    /// How far the clock of `sensor` can be relied upon. The one that others are measured against is as good as they
    /// are, also where nobody keeps it right: what counts is that they agree.
    public func standing(of sensor: Int) -> SensorClock.Standing {
        let own = clocks[sensor].standing
        guard sensor == reference, own == .adrift else { return own }
        return clocks.contains { $0.standing == .aligned } ? .aligned : .adrift
    }

    /// `time` of the clock of `sensor`, as the site's clock shows it.
    public func aligned(_ time: WallTime, of sensor: Int) -> WallTime {
        sensor == reference && clocks[sensor].standing == .claimed ? time : time - clocks[sensor].offset
    }

    /// A scan was merged: its first frame by each sensor's clock says how the clocks differ.
    public mutating func merged(_ scan: MergedScan) {
        guard scan.heard.count(where: { $0 != nil }) > 1 else { return }
        for sensor in scan.heard.indices where sensor != reference {
            guard let own = scan.heard[sensor]?.time, let other = othersTime(of: scan, without: sensor) else {
                continue
            }
            clocks[sensor].frameDiffered(by: own - other)
        }
    }

    /// The first frame as the others give it: by the reference if it heard it, else the median.
    private func othersTime(of scan: MergedScan, without sensor: Int) -> WallTime? {
        if let reference, let time = scan.heard[reference]?.time { return aligned(time, of: reference) }
        var times: [WallTime] = []
        for other in scan.heard.indices where other != sensor && clocks[other].standing != .adrift {
            if let time = scan.heard[other]?.time { times.append(aligned(time, of: other)) }
        }
        return times.isEmpty ? nil : times.sorted()[times.count / 2]
    }
}
