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
    /// ε of one noisy figure of one window, in thousandths: more would be noise in name only.
    public static let milliepsilonOfWindow = 10...2_000
    /// ε of all windows of a day together, in thousandths.
    public static let milliepsilonOfDay = 10...200_000
    /// The longest time for which a consent may be given.
    public static let longestConsent = Interval.minutes(90 * 24 * 60)
}
