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
    /// Who went from zone to zone in an hour that is over.
    case flows(ZoneFlows)
    /// A zone is of another level of crowding.
    case level(ZoneLevelChange)
}

/// How well the zone was heard.
public enum Coverage: CaseIterable, Equatable, Sendable {
    /// The sensor heard all the time.
    case full
    /// Figures may be wrong: a table was full, a radio is lost, or less than 15 minutes have been heard.
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
    /// People on average over that time, staff and equipment taken off as far as they are known; an index as long as
    /// nothing has calibrated it; `nil` while the sensor does not hear.
    public var people: Estimate?
    /// What is known of the ratio of people and devices; `nil` when nothing is.
    public var calibration: PeopleModel.Calibration?
    /// Addresses that were heard: many for each device, for comparison only.
    public var distinctAddresses: Int
    /// Those of them that a device chose itself.
    public var randomisedAddresses: Int
    /// How well it was heard.
    public var coverage: Coverage

    /// Figures of these parts.
    public init(
        zone: Int = 0, from: WallTime, to: WallTime, devices: Estimate?, distinctAddresses: Int,
        randomisedAddresses: Int, coverage: Coverage, people: Estimate? = nil,
        calibration: PeopleModel.Calibration? = nil
    ) {
        self.people = people ?? devices
        self.calibration = calibration
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
    /// People on average over the window; an index as long as nothing has calibrated it.
    public var people: Estimate?
    /// What is known of the ratio of people and devices; `nil` when nothing is.
    public var calibration: PeopleModel.Calibration?
    /// People who came in and who left; `nil` when no counter stands at the doors, and none has calibrated the site.
    public var entries, exits: Int?
    /// How long everybody stayed on average, by Little's law; `nil` when no counter stands at the doors.
    public var meanDwell: Interval?
    /// What was counted.
    public var figures: FootfallFigures
    /// How well it was heard.
    public var coverage: Coverage

    /// Figures of these parts.
    public init(
        zone: Int = 0, length: FootfallTally.Length, from: WallTime, to: WallTime, devices: Estimate?,
        people: Estimate? = nil, calibration: PeopleModel.Calibration? = nil, entries: Int? = nil, exits: Int? = nil,
        meanDwell: Interval? = nil, figures: FootfallFigures, coverage: Coverage
    ) {
        self.people = people ?? devices
        self.calibration = calibration
        self.entries = entries
        self.exits = exits
        self.meanDwell = meanDwell
        self.zone = zone
        self.length = length
        self.from = from
        self.to = to
        self.devices = devices
        self.figures = figures
        self.coverage = coverage
    }
}
