public import Privacy
public import Timekeeping

/// One scan event of one transmitter, as all sensors together heard it.
public struct MergedScan: Equatable, Sendable {
    /// The first frame that any sensor received, by the site's clock.
    public var time: WallTime
    /// Who sent it.
    public var tag: Tag
    /// Its tag under the key of the epoch before, if a sensor said it.
    public var formerTag: Tag?
    /// The kind of device that sent it, as the sensor with the most frames says.
    public var signature: SignatureClass
    /// Whether the address was chosen by the device.
    public var isRandomised: Bool
    /// What each sensor of the site heard, in the site's order; `nil` for nothing.
    public var heard: [Heard?]

    /// What one sensor heard.
    public struct Heard: Equatable, Sendable {
        /// The first frame, by the sensor's own clock.
        public var time: WallTime
        /// Frames, at least 1.
        public var frames: Int
        /// Mean of their levels in dBm.
        public var levelDBm: Double
        /// The channel's centre frequency in MHz, if the sensor knows it.
        public var frequencyMegahertz: UInt16?
    }

    init(_ scan: SensorScan, at time: WallTime, sensorCount: Int) {
        self.time = time
        tag = scan.tag
        formerTag = scan.formerTag
        signature = scan.signature
        isRandomised = scan.isRandomised
        heard = Array(repeating: nil, count: sensorCount)
    }

    /// Takes in what `sensor` heard, its first frame at `time` of the site's clock.
    mutating func add(_ scan: SensorScan, from sensor: Int, at time: WallTime) {
        self.time = min(self.time, time)
        formerTag = formerTag ?? scan.formerTag
        if scan.frames > heard.lazy.map({ $0?.frames ?? 0 }).max() ?? 0 { signature = scan.signature }
        guard let known = heard[sensor] else {
            heard[sensor] = Heard(
                time: scan.time, frames: scan.frames, levelDBm: scan.levelDBm,
                frequencyMegahertz: scan.frequencyMegahertz)
            return
        }
        let frames = known.frames + scan.frames
        let sum = known.levelDBm * Double(known.frames) + scan.levelDBm * Double(scan.frames)
        heard[sensor] = Heard(
            time: min(known.time, scan.time), frames: frames, levelDBm: sum / Double(frames),
            frequencyMegahertz: known.frequencyMegahertz ?? scan.frequencyMegahertz)
    }
}
