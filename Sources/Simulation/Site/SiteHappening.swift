public import Timekeeping

/// What happens on a simulated site: what is heard, and what is really so.
public enum SiteHappening: Equatable, Sendable {
    /// A frame was sent, and these sensors captured it: one or more.
    case heard([SiteReception])
    /// A phone has begun to scan.
    case scanned(SimulatedScan)
    /// Somebody has come, gone, or changed the zone.
    case moved(SiteOccupancy)
    /// Somebody is gone.
    case left(SimulatedVisit)
}

/// A frame that a sensor has captured, with the time of the sensor's own clock.
public struct SiteReception: Equatable, Sendable {
    /// The sensor's position in the scene.
    public var sensor: Int
    /// The bytes: radiotap, the frame, its check sequence.
    public var frame: SimulatedFrame
}

/// A scan, as it really was.
public struct SimulatedScan: Equatable, Sendable {
    /// When it began.
    public var time: WallTime
    /// Which person, counted from 0 in the order of arrival.
    public var person: Int
    /// Which of the person's phones.
    public var phone: Int
    /// The position of the floor.
    public var floor: Int
    /// Where the phone was.
    public var place: Point
    /// The position of the zone; `nil` between zones.
    public var zone: Int?
    /// How many frames it sent on the channel of the sensors.
    public var frames: Int
}

/// Who is where.
public struct SiteOccupancy: Equatable, Sendable {
    /// From when on.
    public var time: WallTime
    /// People inside, staff among them.
    public var inside: Int
    /// People in each zone of the scene, those outside too.
    public var zones: [Int]
}

/// Somebody's whole visit.
public struct SimulatedVisit: Equatable, Sendable {
    /// Who it is.
    public enum Role: String, Sendable { case shopper, passerBy = "passer-by", staff }

    /// Which person, counted from 0 in the order of arrival.
    public var person: Int
    /// Who it is.
    public var role: Role
    /// When the person came.
    public var arrival: WallTime
    /// When the person went.
    public var departure: WallTime
    /// How many phones they carried.
    public var phones: Int
}
