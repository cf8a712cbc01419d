import Timekeeping

/// Keeps single phones out of the health report: its counters move only while there are people enough.
///
/// What a radio heard is told by the frame, and a frame is a phone; so is, where visits are published, a message; and a
/// radio stays longer on a channel where it heard one; and a scan that came too late at a locator. So these counters take in only what happened between two reports
/// that both saw at least `k` devices; what happened at other times is never told, nor when the last frame came. One phone
/// among fewer than `k` changes no byte.
public struct HealthGate: Equatable, Sendable {
    private var heard: [String: HealthReport.Radio] = [:]
    private var told: [String: HealthReport.Radio] = [:]
    private var formerOutbox: HealthReport.Outbox?
    private var formerLocator: HealthReport.Locator?
    private var lateScans = 0
    private var droppedScans = 0
    private var published = 0
    private var acknowledged = 0
    private var wasCrowd = false
    private var wasSiteCrowd = false

    /// A gate that has told nothing.
    public init() {}

    /// The report as it may be published.
    ///
    /// - Parameters:
    ///   - isCrowd: Whether at least `k` devices are there now.
    ///   - isSiteCrowd: Whether the site's locator, at this box, places at least `k` devices.
    public mutating func released(
        _ report: HealthReport, isCrowd: Bool, isSiteCrowd: Bool = false
    ) -> HealthReport {
        var released = report
        let mayTell = isCrowd && wasCrowd
        for index in report.radios.indices {
            let radio = report.radios[index]
            let former = heard[radio.interface] ?? radio.withoutFrames
            var sum = told[radio.interface] ?? radio.withoutFrames
            if mayTell { sum.add(radio, since: former) }
            heard[radio.interface] = radio
            told[radio.interface] = sum
            released.radios[index].take(sum)
            if !mayTell { released.radios[index].lastFrameAge = nil }
        }
        if mayTell, let formerOutbox {
            published += max(0, report.outbox.published - formerOutbox.published)
            acknowledged += max(0, report.outbox.acknowledged - formerOutbox.acknowledged)
        }
        (released.outbox.published, released.outbox.acknowledged) = (published, acknowledged)
        (formerOutbox, wasCrowd) = (report.outbox, isCrowd)
        release(&released.locator, isSiteCrowd: isSiteCrowd)
        return released
    }

    private mutating func release(_ locator: inout HealthReport.Locator?, isSiteCrowd: Bool) {
        if isSiteCrowd, wasSiteCrowd, let now = locator, let formerLocator {
            lateScans += max(0, now.lateScans - formerLocator.lateScans)
            droppedScans += max(0, now.droppedScans - formerLocator.droppedScans)
        }
        (formerLocator, wasSiteCrowd) = (locator, isSiteCrowd)
        locator?.lateScans = lateScans
        locator?.droppedScans = droppedScans
    }
}

extension HealthReport.Radio {
    /// The same radio, with nothing heard yet.
    fileprivate var withoutFrames: Self {
        var radio = self
        for counter in Self.counters { radio[keyPath: counter] = 0 }
        radio.channels = []
        return radio
    }

    /// Adds what another reading of the same radio has more than an earlier one.
    fileprivate mutating func add(_ now: Self, since former: Self) {
        for counter in Self.counters {
            self[keyPath: counter] += max(0, now[keyPath: counter] - former[keyPath: counter])
        }
        for channel in now.channels {
            var more = channel
            if let before = former.channels.first(where: { $0.frequencyMegahertz == channel.frequencyMegahertz }) {
                more.probeRequests = max(0, more.probeRequests - before.probeRequests)
                more.dwell = max(.zero, more.dwell - before.dwell)
            }
            if let place = channels.firstIndex(where: { $0.frequencyMegahertz == channel.frequencyMegahertz }) {
                channels[place].probeRequests += more.probeRequests
                channels[place].dwell = channels[place].dwell + more.dwell
            } else if more.probeRequests > 0 || more.dwell > .zero {
                channels.append(more)
            }
        }
    }

    /// Takes the counters of frames of another reading.
    fileprivate mutating func take(_ other: Self) {
        for counter in Self.counters { self[keyPath: counter] = other[keyPath: counter] }
        channels = other.channels
    }

    private static var counters: [WritableKeyPath<Self, Int>] {
        [\.frames, \.probeRequests, \.malformed, \.badFrameChecks, \.objections, \.withoutLevel]
    }
}
