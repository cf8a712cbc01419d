import Capture
import Fleet
import Timekeeping

/// Takes a frame; answers the frequency in MHz that its header names, where it could be read as a probe request.
typealias FrameHandler = (CapturedFrame, Span<UInt8>) -> UInt16?

/// Where frames come from, over the agent's whole life: there, lost, there again. For one thread.
protocol FrameSource: AnyObject {
    /// The capture interface; while there is none, what was configured.
    var name: String { get }
    /// What stands before the bytes of a frame: tcpdump.org/linktypes.html.
    var linkType: UInt16 { get }
    /// What it listens with; `nil` while it does not.
    var radio: AgentInfo.Radio? { get }
    /// Whether it does what it is there for.
    var isWell: Bool { get }
    /// The frequency in MHz that the radio was told; `nil` when that is not the agent's to say.
    var requestedFrequencyMegahertz: Int? { get }
    /// The frequency in MHz that the kernel says it is on; `nil` when it does not say.
    var effectiveFrequencyMegahertz: Int? { get }
    /// The noise in dBm where it is, by the time of the last reading; `nil` when nobody says.
    var noiseDBm: Int? { get }
    /// Frames that the kernel dropped since the start.
    var kernelDrops: Int { get }
    /// How long it has been on each channel of its choice, by the centre frequency in MHz.
    func channelTimes(at now: Uptime) -> [(frequencyMegahertz: UInt16, time: Interval)]
    /// The file descriptors that become readable when there are frames or news.
    var descriptors: [Int32] { get }
    /// When a turn is next of use, whatever the descriptors say; `nil` when nothing is due.
    var nextDeadline: Uptime? { get }

    /// Waits for frames, at most `milliseconds`, gives them to `body`, and does what is due. Answers what has changed, in
    /// order.
    func turn(at now: Uptime, within milliseconds: Int32, _ body: FrameHandler) -> [SourceNews]
    /// Reads how many frames the kernel dropped, and how loud the noise is.
    func readStatistics()
    /// Sets everything up anew, though nothing is known to be wrong. Answers what has changed, in order.
    func renew(at now: Uptime) -> [SourceNews]
    /// Gives everything back.
    func close()
}

extension FrameSource {
    var noiseDBm: Int? { nil }
    var isWell: Bool { radio != nil }

    func channelTimes(at now: Uptime) -> [(frequencyMegahertz: UInt16, time: Interval)] { [] }
}

/// What a source of frames has to tell.
enum SourceNews: Equatable {
    /// It listens, for the first time or again.
    case listening(String)
    /// It does not listen any more, or could not begin to.
    case silent(String)
    /// Something is wrong now.
    case raised(Alert.Kind, String)
    /// Something is not wrong any more.
    case cleared(Alert.Kind)
    /// Something for the log.
    case remark(String)
}
