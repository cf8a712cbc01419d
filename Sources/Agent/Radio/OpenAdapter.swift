import Capture
import Fleet
import Radio
import Survey

/// An adapter with a listening interface of ours, from the time it was added to its removal.
final class OpenAdapter {
    var adapter: Adapter
    let monitor: MonitorInterface
    var capture: LiveCapture
    var tracker: RadioTracker
    /// The interface that decides about the channel; `nil` when the agent does.
    var owner: WirelessInterface?
    /// The channel that the radio was last told and agreed to.
    var tuned: Channel?
    /// Frames that the kernel dropped.
    private(set) var drops: UInt64 = 0
    /// The frequency in MHz that the kernel named when it was asked last.
    private(set) var frequencyMegahertz: UInt16?
    /// The noise in dBm on that frequency, by the time of the last reading; `nil` when the driver does not say.
    private(set) var noiseDBm: Int?
    private var receivedFrames: UInt64 = 0

    /// Adds the interface to `adapter` and captures from it.
    init(_ adapter: Adapter, _ settings: AdapterSettings) throws(RunError) {
        monitor = try Self.monitor(on: adapter, settings)
        owner = monitor.occupation == .free ? nil : adapter.owner
        let plan = HopPlan(settings.wish, available: adapter.channels)
        guard owner != nil || !plan.channels.isEmpty else { throw .noChannel(adapter: adapter.name) }
        do throws(CaptureError) {
            capture = try LiveCapture(interface: monitor.name, options: settings.capture)
        } catch { throw .capture(error) }
        tracker = RadioTracker(radio: adapter.radio, interface: monitor.index)
        self.adapter = adapter
    }

    /// Whether the radio has received anything since the last question, of whatever kind.
    func hasHeardMore() -> Bool {
        let count = monitor.receivedFrames() ?? 0
        defer { receivedFrames = count }
        return count > receivedFrames
    }

    /// Asks on which channel it is.
    func readChannel() { frequencyMegahertz = (try? monitor.frequencyMegahertz()) ?? owner?.frequencyMegahertz }

    /// Reads how many frames the kernel dropped, and how loud the noise is; an interface that is gone is found out by the next turn.
    func readStatistics() {
        if let statistics = try? capture.statistics() { drops = statistics.droppedByKernel }
        let noise = (try? monitor.noise()) ?? []
        noiseDBm = (noise.first(where: \.isInUse) ?? noise.first { $0.frequencyMegahertz == frequencyMegahertz })
            .map { Int($0.levelDBm) }
    }

    private static func monitor(
        on adapter: Adapter, _ settings: AdapterSettings
    ) throws(RunError) -> MonitorInterface {
        do throws(RadioError) {
            let monitor = try MonitorInterface(on: adapter, quietsIdle: settings.quietsIdle)
            // The kernel would refuse each change of channel: refused at once, with the cure.
            if case .idle = monitor.occupation, let first = adapter.channels.first {
                try monitor.tune(to: first.channel)
            }
            return monitor
        } catch { throw .radio(error) }
    }
}

extension Adapter {
    /// The interface that binds the radio to its channel.
    var owner: WirelessInterface? {
        switch occupation {
        case .serving(let name), .connected(let name): interfaces.first { $0.name == name }
        case .idle, .free: nil
        }
    }
}

extension AgentInfo.Radio {
    /// What is told of an adapter that listens on `channels`.
    init(_ open: OpenAdapter, channels: [Channel]) {
        let adapter = open.adapter
        let frequencies =
            open.owner.map { [$0.frequencyMegahertz].compactMap(\.self) } ?? channels.map(\.frequencyMegahertz)
        self.init(
            interface: open.monitor.name, linkType: Int(open.capture.linkType),
            adapter: AgentInfo.Adapter(
                driver: adapter.hardware.driver, bus: adapter.hardware.bus.rawValue,
                bands: adapter.openBands.map(\.description), channels: frequencies.map { Int($0) },
                channelOwner: open.owner?.name ?? "agent", verdict: adapter.verdict.grade.rawValue,
                reason: adapter.verdict.reason))
    }
}

extension AdapterListener {
    var radio: AgentInfo.Radio? { open.map { AgentInfo.Radio($0, channels: plan.channels) } }
}
