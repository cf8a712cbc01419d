import Fleet
import Ledger
import Timekeeping

/// What the agent knows of the wall clock: whether it is right, when it was set, and what to do with events meanwhile.
struct ClockWatch: Equatable {
    /// How long the wall clock shows after the machine's start, by the clock that the agent goes by.
    private(set) var offset: Interval
    /// How far the wall clock can be trusted.
    private(set) var quality = ClockQuality.unsynchronised
    /// A wall clock before this is wrong for certain.
    private let earliest: WallTime
    private let patience: Interval
    private var now: Uptime

    /// A watch that takes the wall clock for what it shows.
    ///
    /// - Parameters:
    ///   - earliest: A time that has been, if one is known.
    ///   - patience: For so long after the machine's start, a time service may still be on its way.
    init(wallTime: WallTime, uptime: Uptime, earliest: WallTime?, patience: Interval) {
        offset = wallTime - WallTime(nanoseconds: uptime.nanoseconds)
        self.earliest = max(earliest ?? Self.firstRelease, Self.firstRelease)
        self.patience = patience
        now = uptime
    }

    /// Whether the wall clock was set since the last look: what comes now is not to be mixed with what was.
    func isSet(wallTime: WallTime, uptime: Uptime) -> Bool {
        let shift = (wallTime - WallTime(nanoseconds: uptime.nanoseconds)) - offset
        return shift > Self.tolerance || shift < .zero - Self.tolerance
    }

    /// Goes by what the wall clock shows now. `isKept` says whether a time service keeps it right.
    mutating func looked(wallTime: WallTime, uptime: Uptime, isKept: Bool) {
        let wasSet = isSet(wallTime: wallTime, uptime: uptime)
        offset = wallTime - WallTime(nanoseconds: uptime.nanoseconds)
        now = uptime
        if isKept {
            quality = .synchronised
        } else if quality != .unsynchronised {
            // What was right runs on well enough by itself, unless somebody set it.
            quality = wasSet ? .unsynchronised : .holdover
        }
    }

    /// What the ledger is to do with events of this time.
    var verdict: ClockVerdict {
        if quality != .unsynchronised { return .known(offset: offset) }
        return .unknown(holds: wallTime < earliest || now < Uptime(nanoseconds: patience.nanoseconds))
    }

    /// The stamp of what is decided now.
    var stamp: Stamp { Stamp(wallTime: wallTime, uptime: now, isClockKnown: quality != .unsynchronised) }

    private var wallTime: WallTime { WallTime(nanoseconds: now.nanoseconds) + offset }

    /// Gentle corrections are no new time.
    private static let tolerance = Interval.seconds(5)
    /// 2025-01-01: no agent ran before.
    private static let firstRelease = WallTime(seconds: 1_735_689_600)
}
