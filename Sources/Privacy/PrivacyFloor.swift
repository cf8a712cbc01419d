public import Timekeeping

/// The limits that no configuration can go below. They are compiled in: a stolen fleet key cannot move them.
public enum PrivacyFloor {
    /// The smallest number of people that a published figure may stand for.
    public static let smallestK = 5
    /// The longest time that one key makes tags.
    public static let longestEpoch = Interval.minutes(15)
    /// The shortest: a key must outlive a scan by far, or sensors disagree.
    public static let shortestEpoch = Interval.minutes(5)
    /// The most bits of a tag.
    public static let longestTag = 32
}
