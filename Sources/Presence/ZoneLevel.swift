public import Timekeeping

/// How crowded a zone is, in words.
public enum ZoneLevel: Int, CaseIterable, Comparable, Sendable {
    case quiet, normal, busy, crowded

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// From how many people on a zone is of which level.
public struct ZoneLevelThresholds: Equatable, Sendable {
    /// The thresholds of normal, busy and crowded, rising.
    public var normal, busy, crowded: Double

    /// Thresholds in people.
    public init(normal: Double, busy: Double, crowded: Double) {
        (self.normal, self.busy, self.crowded) = (normal, busy, crowded)
    }

    /// The level of so many people in a zone of a level: to leave a level downwards takes a fifth fewer than to enter it.
    func level(of people: Double, after former: ZoneLevel) -> ZoneLevel {
        var level = ZoneLevel.quiet
        for (next, threshold) in [(ZoneLevel.normal, normal), (.busy, busy), (.crowded, crowded)]
        where people >= (next <= former ? threshold * 0.8 : threshold) {
            level = next
        }
        return level
    }
}

/// A zone is of another level now.
public struct ZoneLevelChange: Equatable, Sendable {
    /// The zone, by its place in the site's order.
    public var zone: Int
    /// When it changed.
    public var time: WallTime
    /// What it is, and what it was.
    public var level, previousLevel: ZoneLevel

    /// A change of these parts.
    public init(zone: Int, time: WallTime, level: ZoneLevel, previousLevel: ZoneLevel) {
        self.zone = zone
        self.time = time
        self.level = level
        self.previousLevel = previousLevel
    }
}
