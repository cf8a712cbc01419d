/// A timeline: instants of different timelines are never compared.
public protocol Timeline: Sendable {}

/// Unix time, UTC, as sensors stamp frames and as events are published. It may jump.
public enum Wall: Timeline {}

/// Time since some start that only ever rises: it orders things and drives time-outs.
public enum Monotonic: Timeline {}

/// A point on a timeline, to the nanosecond.
///
/// Range: for ``Wall``, years 1678 to 2262. Arithmetic saturates at the ends, so that an instant that came from the air
/// or from a broken clock never traps.
public struct Instant<Line: Timeline>: Comparable, Hashable, Sendable {
    /// Nanoseconds since 1970-01-01T00:00:00Z (``Wall``) or since the start (``Monotonic``).
    public var nanoseconds: Int64

    /// The instant `nanoseconds` after the origin of its timeline.
    public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    /// The instant `seconds` after the origin of its timeline.
    public init(seconds: Int64) { nanoseconds = Interval(seconds: seconds).nanoseconds }

    public static func < (left: Self, right: Self) -> Bool { left.nanoseconds < right.nanoseconds }

    public static func + (instant: Self, interval: Interval) -> Self {
        Self(nanoseconds: saturatingSum(instant.nanoseconds, interval.nanoseconds))
    }

    public static func - (instant: Self, interval: Interval) -> Self {
        Self(nanoseconds: saturatingSum(instant.nanoseconds, saturatingNegation(interval.nanoseconds)))
    }

    /// The time from `earlier` to `later`; negative when they stand the other way round.
    public static func - (later: Self, earlier: Self) -> Interval {
        Interval(nanoseconds: saturatingSum(later.nanoseconds, saturatingNegation(earlier.nanoseconds)))
    }
}

/// An instant of Unix time.
public typealias WallTime = Instant<Wall>

/// An instant of the monotonic clock.
public typealias Uptime = Instant<Monotonic>

func saturatingSum(_ left: Int64, _ right: Int64) -> Int64 {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? (left < 0 ? .min : .max) : sum
}

func saturatingNegation(_ value: Int64) -> Int64 { value == .min ? .max : -value }
