import Timekeeping

extension Interval {
    /// An interval of `seconds`, which is less than a century in size, to the nanosecond.
    init(fractionOfSeconds seconds: Double) { self.init(nanoseconds: Int64((seconds * 1e9).rounded())) }
}
