public import Counting
public import Timekeeping

/// Something that the outside should learn.
public enum Observation: Equatable, Sendable {
    /// Something happened to a visit.
    case visit(VisitEvent)
    /// How full a zone is now.
    case occupancy(Occupancy)
    /// What a window that has closed amounts to.
    case footfall(Footfall)
}

/// How well the zone was heard.
public enum Coverage: CaseIterable, Equatable, Sendable {
    /// The sensor heard all the time.
    case full
    /// Figures may be too low: a table was full.
    case degraded
    /// The sensor does not hear.
    case unknown
}

/// How full a zone is.
public struct Occupancy: Equatable, Sendable {
    /// The zone, by its place in the site's order.
    public var zone: Int
    /// The time that the figures speak of: 15 minutes, less after a start.
    public var from: WallTime
    /// Its end.
    public var to: WallTime
    /// Devices on average over that time; `nil` while the sensor does not hear.
    public var devices: Estimate?
    /// Addresses that were heard: many for each device, for comparison only.
    public var distinctAddresses: Int
    /// Those of them that a device chose itself.
    public var randomisedAddresses: Int
    /// How well it was heard.
    public var coverage: Coverage

    /// Figures of these parts.
    public init(
        zone: Int = 0, from: WallTime, to: WallTime, devices: Estimate?, distinctAddresses: Int,
        randomisedAddresses: Int, coverage: Coverage
    ) {
        self.zone = zone
        self.from = from
        self.to = to
        self.devices = devices
        self.distinctAddresses = distinctAddresses
        self.randomisedAddresses = randomisedAddresses
        self.coverage = coverage
    }
}

/// What a closed window amounts to.
public struct Footfall: Equatable, Sendable {
    /// The zone, by its place in the site's order.
    public var zone: Int
    /// The window's length.
    public var length: FootfallTally.Length
    /// The start of the window, or of the agent if that came later.
    public var from: WallTime
    /// The end of the window.
    public var to: WallTime
    /// Devices on average over the window; `nil` when the sensor heard nothing in it.
    public var devices: Estimate?
    /// What was counted.
    public var figures: FootfallFigures
    /// How well it was heard.
    public var coverage: Coverage

    /// Figures of these parts.
    public init(
        zone: Int = 0, length: FootfallTally.Length, from: WallTime, to: WallTime, devices: Estimate?,
        figures: FootfallFigures, coverage: Coverage
    ) {
        self.zone = zone
        self.length = length
        self.from = from
        self.to = to
        self.devices = devices
        self.figures = figures
        self.coverage = coverage
    }
}
