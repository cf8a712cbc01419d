import Radio
import Survey
import Timekeeping

/// One of several adapters.
extension AdapterListener {
    /// The channels among which it may choose; none while it has no adapter, or one whose channel is not its own.
    var choice: [RegulatoryChannel] {
        guard let open, open.monitor.occupation == .free else { return [] }
        return open.adapter.channels
    }

    /// These channels are left to it, of several adapters.
    func allot(_ channels: Set<Channel>?, at now: Uptime) {
        guard channels != allotment else { return }
        allotment = channels
        guard !choice.isEmpty else { return }
        if let channel = plan.channelsChanged(to: allotted(choice), at: now) { tune(to: channel, at: now) }
        news.append(.listening(description))
    }

    /// Another source has heard so many frames on the same channel.
    func neighbourHeard(frames: Int) { watch.neighbourHeard(frames: frames) }

    /// What is left to it of `channels`; all of them while the domain opens none of its own.
    func allotted(_ channels: [RegulatoryChannel]) -> [RegulatoryChannel] {
        guard let allotment else { return channels }
        let own = channels.filter { allotment.contains($0.channel) }
        return own.contains(where: \.isOpenToListeners) ? own : channels
    }
}
