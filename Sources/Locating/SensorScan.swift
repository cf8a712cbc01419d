public import Privacy
public import Timekeeping

/// What one sensor heard of one scan of one transmitter: no address, only what is needed to place and to count it.
public struct SensorScan: Equatable, Sendable {
    /// When the first frame was received, by the sensor's clock.
    public var time: WallTime
    /// Who sent it, under the key of the batch's epoch.
    public var tag: Tag
    /// Its tag under the key of the epoch before, while the sensor still has that key.
    public var formerTag: Tag?
    /// The kind of device that sent it.
    public var signature: SignatureClass
    /// Frames with a level, at least 1.
    public var frames: Int
    /// Mean of their levels in dBm.
    public var levelDBm: Double
    /// The channel's centre frequency in MHz; `nil` when the receiver did not say.
    public var frequencyMegahertz: UInt16?
    /// Whether the address was chosen by the device.
    public var isRandomised: Bool
    /// Whether a frame asked for one named network.
    public var isDirected: Bool

    /// A scan of these parts.
    public init(
        time: WallTime, tag: Tag, formerTag: Tag? = nil, signature: SignatureClass, frames: Int, levelDBm: Double,
        frequencyMegahertz: UInt16? = nil, isRandomised: Bool, isDirected: Bool = false
    ) {
        self.time = time
        self.tag = tag
        self.formerTag = formerTag
        self.signature = signature
        self.frames = frames
        self.levelDBm = levelDBm
        self.frequencyMegahertz = frequencyMegahertz
        self.isRandomised = isRandomised
        self.isDirected = isDirected
    }
}
