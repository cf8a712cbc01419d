/// A length of time, to the nanosecond; negative when it points backwards. Arithmetic saturates.
public struct Interval: Comparable, Hashable, Sendable {
    /// The length in nanoseconds.
    public var nanoseconds: Int64

    /// An interval of so many nanoseconds.
    public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    /// An interval of so many whole seconds.
    public init(seconds: Int64) {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        nanoseconds = overflow ? (seconds < 0 ? .min : .max) : product
    }

    /// So many nanoseconds.
    public static func nanoseconds(_ count: Int64) -> Self { Self(nanoseconds: count) }

    /// So many milliseconds.
    public static func milliseconds(_ count: Int64) -> Self { Self(nanoseconds: count * 1_000_000) }

    /// So many seconds.
    public static func seconds(_ count: Int64) -> Self { Self(seconds: count) }

    /// So many minutes.
    public static func minutes(_ count: Int64) -> Self { Self(seconds: count * 60) }

    /// No time at all.
    public static let zero = Self(nanoseconds: 0)

    /// The length in seconds, rounded to what a `Double` holds.
    public var seconds: Double { Double(nanoseconds) / 1e9 }

    public static func < (left: Self, right: Self) -> Bool { left.nanoseconds < right.nanoseconds }

    public static func + (left: Self, right: Self) -> Self {
        Self(nanoseconds: saturatingSum(left.nanoseconds, right.nanoseconds))
    }

    public static func - (left: Self, right: Self) -> Self {
        Self(nanoseconds: saturatingSum(left.nanoseconds, saturatingNegation(right.nanoseconds)))
    }

    /// `interval` cut into `parts` equal parts, rounded towards zero. `parts` is at least 1.
    public static func / (interval: Self, parts: Int64) -> Self { Self(nanoseconds: interval.nanoseconds / parts) }
}
