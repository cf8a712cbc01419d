public import Timekeeping

/// Decides what is done about one radio: open it, repair it, tell the operator.
///
/// A radio that fails (cannot be opened, its capture ends, its hop loop fails, or it hears nothing while neighbours hear
/// traffic, or for long though it always heard something) is opened anew, once, twice; then the alert goes out, and further tries come slowly. Any frame ends the
/// trouble. An unplugged adapter raises its alert at once and is opened as soon as one appears.
///
/// Valid order: ``start(isPresent:at:)`` once, then the events in any order; those that do not fit the state are ignored.
public struct RadioWatch: Equatable, Sendable {
    /// Where the radio stands.
    public enum State: Equatable, Sendable {
        /// No adapter. Next: `opening`.
        case absent
        /// Told to open. Next: `listening`, `waiting`, `absent`.
        case opening
        /// Capturing. Next: `opening`, `waiting`, `absent`.
        case listening
        /// Failed and closed, until the next try. Next: `opening`, `absent`.
        case waiting(until: Uptime)
    }

    /// The state now.
    public private(set) var state = State.absent
    /// The alerts that stand.
    public private(set) var alerts: Set<RadioAlert> = []

    private let settings: RadioWatchSettings
    private var repairs = 0
    private var hopFailures = 0
    private var quietSince: Uptime?
    private var neighbourFrames = 0
    private var hearingSince: Uptime?
    private var lastHeardAt: Uptime?
    private var hearsSteadily = false

    /// A watch over a radio that is not yet open.
    public init(settings: RadioWatchSettings = RadioWatchSettings()) { self.settings = settings }

    /// When ``tick(at:)`` is next of use.
    public var nextDeadline: Uptime? {
        switch state {
        case .waiting(let until): until
        case .listening: quietSince.map { $0 + settings.silence }
        case .absent, .opening: nil
        }
    }

    /// The agent has started, and an adapter that serves is there or not.
    public mutating func start(isPresent: Bool, at now: Uptime) -> [RadioAction] {
        isPresent ? open() : raise(.missing)
    }

    /// An adapter that serves has appeared, on whatever port and under whatever name.
    public mutating func appeared(at now: Uptime) -> [RadioAction] {
        guard state == .absent else { return [] }
        (repairs, hopFailures, hearsSteadily) = (0, 0, false)
        return open()
    }

    /// The adapter is gone.
    public mutating func vanished(at now: Uptime) -> [RadioAction] {
        guard state != .absent else { return [] }
        state = .absent
        return [.close] + clear(.stuck) + clear(.deaf) + raise(.missing)
    }

    /// The order `.open` was carried out: frames may come.
    public mutating func opened(at now: Uptime) -> [RadioAction] {
        guard state == .opening else { return [] }
        state = .listening
        (quietSince, hopFailures, neighbourFrames) = (now, 0, 0)
        (hearingSince, lastHeardAt) = (nil, now)
        return clear(.missing)
    }

    /// The order `.open` could not be carried out, for another reason than that there is no adapter: ``vanished(at:)``.
    public mutating func openingFailed(at now: Uptime) -> [RadioAction] {
        guard state == .opening else { return [] }
        return [.close] + clear(.missing) + wait(at: now)
    }

    /// The capture ended, or the interface went down, though the adapter is there.
    public mutating func failed(at now: Uptime) -> [RadioAction] {
        guard state == .listening else { return [] }
        return [.close] + wait(at: now)
    }

    /// Who decides about the radio's channel has changed: it is opened anew to suit, which is no failure.
    public mutating func circumstancesChanged(at now: Uptime) -> [RadioAction] {
        guard state == .listening else { return [] }
        return [.close] + open()
    }

    /// The radio changed its channel as it was told.
    public mutating func hopped() { hopFailures = 0 }

    /// The radio refused to change its channel, for a reason other than that it is gone.
    public mutating func hopFailed(at now: Uptime) -> [RadioAction] {
        guard state == .listening else { return [] }
        hopFailures += 1
        return hopFailures >= settings.hopFailuresUntilRepair ? failed(at: now) : []
    }

    /// The radio heard a frame, of whatever kind.
    public mutating func heard(at now: Uptime) -> [RadioAction] {
        guard state == .listening else { return [] }
        (quietSince, neighbourFrames) = (now, 0)
        noteHearing(at: now)
        guard hopFailures == 0 else { return [] }
        repairs = 0
        return alerts.contains(.deaf) ? clear(.deaf) : []
    }

    /// Another radio near by, of this box or of another sensor, heard so many more frames.
    public mutating func neighbourHeard(frames: Int) {
        neighbourFrames = min(neighbourFrames + max(frames, 0), settings.neighbourFramesForSuspicion)
    }

    /// What is believed of the channel.
    public mutating func channel(_ verdict: ChannelWatch.Verdict) -> [RadioAction] {
        guard state == .listening else { return [] }
        return verdict == .follows ? clear(.stuck) : raise(.stuck)
    }

    /// Time has passed.
    public mutating func tick(at now: Uptime) -> [RadioAction] {
        guard let deadline = nextDeadline, now >= deadline else { return [] }
        guard state == .listening else { return open() }
        let isSuspicious = neighbourFrames >= settings.neighbourFramesForSuspicion || isOddlySilent(at: now)
        (quietSince, neighbourFrames) = (now, 0)
        return isSuspicious ? failed(at: now) : []
    }

    private mutating func noteHearing(at now: Uptime) {
        if let last = lastHeardAt, now - last > settings.silence { hearingSince = nil }
        let since = hearingSince ?? now
        (hearingSince, lastHeardAt) = (since, now)
        if now - since >= settings.silenceAlone { hearsSteadily = true }
    }

    private func isOddlySilent(at now: Uptime) -> Bool {
        guard hearsSteadily, let lastHeardAt else { return false }
        return now - lastHeardAt >= settings.silenceAlone
    }

    private mutating func open() -> [RadioAction] {
        state = .opening
        return [.open]
    }

    /// The first two repairs follow at once, without a word; the third finds the operator told.
    private mutating func wait(at now: Uptime) -> [RadioAction] {
        repairs = min(repairs + 1, settings.repairsUntilAlert + 1)
        let isHopeless = repairs > settings.repairsUntilAlert
        state = .waiting(until: now + (isHopeless ? settings.slowRetry : settings.quickRetry))
        return isHopeless ? raise(.deaf) : []
    }

    private mutating func raise(_ alert: RadioAlert) -> [RadioAction] {
        alerts.insert(alert).inserted ? [.raise(alert)] : []
    }

    private mutating func clear(_ alert: RadioAlert) -> [RadioAction] {
        alerts.remove(alert) == nil ? [] : [.clear(alert)]
    }
}
