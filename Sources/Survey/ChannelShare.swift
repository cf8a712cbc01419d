import Timekeeping

/// What a ``HopPlan`` knows of one channel.
struct ChannelShare: Equatable, Sendable {
    let channel: Channel
    /// Time received, in dwells divided by weight: the lowest is served next (stride scheduling).
    var pass: Double
    var lastVisit: Uptime?
    private(set) var framesPerSecond = 0.0

    init(_ channel: Channel, pass: Double, lastVisit: Uptime?) {
        self.channel = channel
        self.pass = pass
        self.lastVisit = lastVisit
    }

    /// The weight before anything was heard.
    var evenWeight: Double { channel.isPreferred ? 4 : 1 }

    /// Takes in what a dwell has heard. Channels that overlap a preferred one hear its frames too, and a share for that
    /// would be taken from it: they keep to the even share.
    mutating func learn(framesPerSecond heard: Double) {
        guard channel.isPreferred else { return }
        framesPerSecond += Self.learningRate * (heard - framesPerSecond)
    }

    /// About ten dwells are remembered.
    private static let learningRate = 0.1
}
