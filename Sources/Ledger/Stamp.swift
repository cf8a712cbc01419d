public import Timekeeping

/// When a message was decided, by the wall clock and by the clock that never jumps, so that the one can be corrected by
/// the other.
public struct Stamp: Equatable, Sendable {
    /// The wall clock at that time, right or wrong.
    public var wallTime: WallTime
    /// Time since the machine started.
    public var uptime: Uptime
    /// Whether the wall clock was known to be right.
    public var isClockKnown: Bool

    /// A stamp of these parts.
    public init(wallTime: WallTime, uptime: Uptime, isClockKnown: Bool) {
        self.wallTime = wallTime
        self.uptime = uptime
        self.isClockKnown = isClockKnown
    }

    /// What was the wall clock's reading when the machine started, as the wall clock had it.
    var offset: Int64 { (wallTime - WallTime(nanoseconds: uptime.nanoseconds)).nanoseconds }
}

/// What is known of the wall clock now.
public enum ClockVerdict: Equatable, Sendable {
    /// It is right, and shows this long after the machine's start. What was dated by another reading is corrected.
    case known(offset: Interval)
    /// Nobody knows. What is dated by it waits if `holds`; else it goes out as it is, saying so itself.
    case unknown(holds: Bool)
}
