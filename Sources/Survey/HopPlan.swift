public import Timekeeping

/// Which channel next, and for how long.
///
/// Time is cut into dwells of one length. A dwell goes to the channel whose turn it is by share (what was heard there,
/// over an even floor), unless a channel would then not be visited in time; then to the one whose visit is due first.
/// So every open channel is visited within ``visitInterval`` (start to start), and none that the domain forbids is
/// ever named, as long as ticks come on time.
///
/// Valid order of events: ``start(at:)`` once, then the others in any order.
public struct HopPlan: Equatable, Sendable {
    /// What the installer asked for.
    public let wish: ChannelWish
    /// How time is divided.
    public let settings: HopSettings
    /// Wished channels that the radio does not have, or that the domain forbids.
    public private(set) var refused: [Channel] = []
    /// The channel listened to now; `nil` before the start and when none is open.
    public private(set) var current: Channel?
    /// When ``tick(at:)`` is next of use; `nil` when there is nothing to hop to.
    public private(set) var nextDeadline: Uptime?

    var shares: [ChannelShare] = []
    private var dwellStart: Uptime?
    private var wallOffset: Interval?
    private var framesInDwell = 0

    /// A plan for a radio that has the channels `available`.
    public init(_ wish: ChannelWish, available: [RegulatoryChannel], settings: HopSettings = HopSettings()) {
        self.wish = wish
        self.settings = settings
        choose(from: available)
    }

    /// The open channels of the plan, preferred ones first.
    public var channels: [Channel] { shares.map(\.channel) }

    /// Within which time each channel is visited: as set, or the time that one round takes where that is longer.
    public var visitInterval: Interval {
        max(settings.visitWithin, Interval(nanoseconds: settings.dwell.nanoseconds * Int64(shares.count)))
    }

    /// The radio is ready: the channel to begin with, or `nil` when none is open.
    public mutating func start(at now: Uptime) -> Channel? {
        for index in shares.indices { shares[index].lastVisit = now }
        return move(at: now)
    }

    /// Time has passed: the channel to tune to, or `nil` to stay.
    public mutating func tick(at now: Uptime) -> Channel? {
        guard let deadline = nextDeadline, now >= deadline else { return nil }
        learn(until: now)
        return move(at: now)
    }

    /// The wall clock says `wall`: from the next dwell on, a fixed list is walked in step with every other sensor that
    /// has the same list, the same dwell and a right clock, so that all listen to one channel at a time.
    ///
    /// Without effect on other plans. To be told again now and then, since clocks drift and are set.
    public mutating func synchronise(wall: WallTime, at now: Uptime) {
        wallOffset = Interval(nanoseconds: wall.nanoseconds) - Interval(nanoseconds: now.nanoseconds)
    }

    /// So many more frames were heard on the current channel.
    public mutating func heard(frames: Int) { framesInDwell += max(frames, 0) }

    /// The domain has changed, or other radios share the work: the channel to tune to, or `nil` to stay.
    public mutating func channelsChanged(to available: [RegulatoryChannel], at now: Uptime) -> Channel? {
        let before = shares
        choose(from: available)
        let pass = before.map(\.pass).min() ?? 0
        for index in shares.indices {
            let known = before.first { $0.channel == shares[index].channel }
            shares[index] = known ?? ChannelShare(shares[index].channel, pass: pass, lastVisit: now)
        }
        if let current, shares.contains(where: { $0.channel == current }) {
            if nextDeadline == nil, shares.count > 1 { nextDeadline = now + settings.dwell }
            return nil
        }
        return move(at: now)
    }

    /// The radio could not tune to the channel that was named last: the channel to try instead.
    ///
    /// The failed visit counts as made, so that one refused channel does not stop the others.
    public mutating func tuningFailed(at now: Uptime) -> Channel? {
        framesInDwell = 0
        return shares.count > 1 ? move(at: now) : nil
    }

    private mutating func choose(from available: [RegulatoryChannel]) {
        let open = Set(available.filter(\.isOpenToListeners).map(\.channel))
        let wished = wish.channels(of: available)
        refused = wished.filter { !open.contains($0) }
        shares = wished.filter(open.contains).map { ChannelShare($0, pass: 0, lastVisit: nil) }
    }

    private mutating func move(at now: Uptime) -> Channel? {
        let slot = slot(at: now)
        guard let index = next(at: now, slot: slot?.number) else {
            (current, nextDeadline) = (nil, nil)
            return nil
        }
        shares[index].lastVisit = now
        shares[index].pass += 1 / weight(of: index)
        dwellStart = now
        nextDeadline = shares.count > 1 ? now + (slot?.remaining ?? settings.dwell) : nil
        guard shares[index].channel != current else { return nil }
        current = shares[index].channel
        return current
    }

    /// Which dwell of Unix time this is, and what is left of it; `nil` when the wall clock does not matter.
    private func slot(at now: Uptime) -> (number: Int64, remaining: Interval)? {
        guard case .fixed = wish, let wallOffset else { return nil }
        let wall = max((Interval(nanoseconds: now.nanoseconds) + wallOffset).nanoseconds, 0)
        let dwell = settings.dwell.nanoseconds
        return (wall / dwell, .nanoseconds(dwell - wall % dwell))
    }

    private mutating func learn(until now: Uptime) {
        defer { framesInDwell = 0 }
        guard let start = dwellStart, now > start, let index = shares.firstIndex(where: { $0.channel == current })
        else { return }
        shares[index].learn(framesPerSecond: Double(framesInDwell) / (now - start).seconds)
    }
}
