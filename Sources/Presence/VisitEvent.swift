public import Privacy
public import Timekeeping

/// Something that happened to a visit.
public struct VisitEvent: Equatable, Sendable {
    /// What happened.
    public enum Kind: Equatable, Sendable {
        case started, moved, idle, resumed
        case ended(EndReason)
    }

    /// Why a visit ended.
    public enum EndReason: CaseIterable, Equatable, Sendable {
        /// Not heard any more.
        case absent
        /// Heard, but only from outside.
        case movedOutside
        /// The agent stopped.
        case stopped
        /// The agent heard nothing more, and cannot know what became of the visit: it had died, and began anew.
        case coverageLost
        /// The consent that it was followed by has ended.
        case revoked
    }

    /// What happened.
    public var kind: Kind
    /// When it happened on the air: for `ended`, the last sighting plus half the mean gap between scans.
    public var time: WallTime
    /// The visit, as it stands after the event.
    public var visit: VisitSummary

    /// An event of these parts.
    public init(kind: Kind, time: WallTime, visit: VisitSummary) {
        self.kind = kind
        self.time = time
        self.visit = visit
    }
}

/// A visit in numbers.
public struct VisitSummary: Equatable, Sendable {
    /// Random per visit; derived from nothing.
    public var identifier: VisitIdentifier
    /// The first scan from inside.
    public var startedAt: WallTime
    /// The last scan from inside.
    public var lastSeenAt: WallTime
    /// From the first to the last scan, plus the mean gap between scans.
    public var dwell: Interval
    /// Standard uncertainty of ``dwell``: what may lie before the first and behind the last scan.
    public var dwellUncertainty: Interval
    /// By dwell, as far as it has come.
    public var visitClass: VisitClass
    /// How likely the last scan came from inside, 0 to 1.
    public var insideProbability: Double
    /// The zone that it is in, by its place in the site's order; `nil` as long as none was sure enough.
    public var zone: Int?
    /// The zone that it was in before; `nil` when it was in none.
    public var previousZone: Int?
    /// How likely the last scan came from each zone, in the site's order.
    public var zones: [Double]
    /// The consent that it is followed by; `nil` for a device that keeps its address.
    public var consent: ConsentHandle?

    /// Numbers of these parts, in a site of one zone.
    public init(
        identifier: VisitIdentifier, startedAt: WallTime, lastSeenAt: WallTime, dwell: Interval,
        dwellUncertainty: Interval, visitClass: VisitClass, insideProbability: Double
    ) {
        self.identifier = identifier
        self.startedAt = startedAt
        self.lastSeenAt = lastSeenAt
        self.dwell = dwell
        self.dwellUncertainty = dwellUncertainty
        self.visitClass = visitClass
        self.insideProbability = insideProbability
        zone = insideProbability >= Visit.zoneProbability ? 0 : nil
        zones = [insideProbability]
    }
}

/// A UUID of version 4: 122 random bits, derived from nothing.
///
/// Source: RFC 9562 §5.4.
public struct VisitIdentifier: Hashable, Sendable {
    /// The upper and the lower half.
    public let words: (UInt64, UInt64)

    /// An identifier of these halves.
    public init(_ first: UInt64, _ second: UInt64) { words = (first, second) }

    /// A new identifier.
    public init(using generator: inout some RandomNumberGenerator) {
        let first = generator.next() & ~0xF000 | 0x4000
        words = (first, generator.next() >> 2 | 0x8000_0000_0000_0000)
    }

    public static func == (left: Self, right: Self) -> Bool { left.words == right.words }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
    }
}

/// What a visit amounts to by its dwell.
public enum VisitClass: CaseIterable, Equatable, Sendable {
    /// Inside, but shorter than a visitor's stay.
    case bounce
    /// Inside for long enough.
    case visitor
    /// Inside for longer still.
    case engaged
}
