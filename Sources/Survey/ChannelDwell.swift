public import Timekeeping

/// How long a radio has been on each of its channels.
public struct ChannelDwell: Equatable, Sendable {
    private var past: [(frequencyMegahertz: UInt16, time: Interval)] = []
    private var present: (frequencyMegahertz: UInt16, since: Uptime)?

    /// A radio that has been nowhere.
    public init() {}

    /// The radio goes to a channel with this centre frequency in MHz.
    public mutating func moved(to frequencyMegahertz: UInt16, at now: Uptime) {
        guard present?.frequencyMegahertz != frequencyMegahertz else { return }
        stopped(at: now)
        present = (frequencyMegahertz, now)
    }

    /// The radio listens no more.
    public mutating func stopped(at now: Uptime) {
        guard let left = present else { return }
        present = nil
        let time = max(.zero, now - left.since)
        if let index = past.firstIndex(where: { $0.frequencyMegahertz == left.frequencyMegahertz }) {
            past[index].time = past[index].time + time
        } else {
            past.append((left.frequencyMegahertz, time))
        }
    }

    /// The time on each channel until now, in the order of the first visits.
    public func times(at now: Uptime) -> [(frequencyMegahertz: UInt16, time: Interval)] {
        var course = self
        course.stopped(at: now)
        return course.past
    }

    public static func == (left: Self, right: Self) -> Bool {
        left.past.elementsEqual(right.past, by: ==) && left.present?.since == right.present?.since
            && left.present?.frequencyMegahertz == right.present?.frequencyMegahertz
    }
}
