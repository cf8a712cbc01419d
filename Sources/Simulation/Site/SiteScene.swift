/// A site of several sensors: its plan, how busy it is, and what radio is like there.
public struct SiteScene: Sendable {
    /// The storeys, at least one.
    public var floors: [Floor]
    /// Parts of the floors, and of what lies beside them.
    public var zones: [Zone]
    /// What listens, at least one.
    public var sensors: [Sensor]
    /// People who enter in an hour, on average over the hours that the site is open.
    public var arrivalsPerHour = 60.0
    /// People who walk by outside in an hour, on average over those hours; none without a zone outside.
    public var passersByPerHour = 150.0
    /// Half of the shoppers stay longer than this.
    public var medianDwellMinutes = 9.0
    /// Spread of the stays: the standard deviation of their natural logarithm.
    public var dwellLogarithmDeviation = 0.8
    /// People who are there from opening to closing.
    public var staffCount = 3
    /// Printers and the like, which never leave.
    public var equipmentCount = 2
    /// How many people, relatively, carry no phone, one, two and so on.
    public var phonesPerPerson = [0.10, 0.80, 0.10]
    /// Share of the shoppers' phones that are connected to the guest network, and so keep one address.
    public var guestNetworkShare = 0.12
    /// The name of the guest network.
    public var guestNetwork = Array("corner-shop-guests".utf8)
    /// The channel in the 2.4 GHz band that everybody is heard on, 1 to 13.
    public var channel: UInt8 = 6
    /// Level, path loss, shadowing, fading, loss and sensitivity. Its window and height are the zones' and the sensors'.
    public var radio = RadioChannel()
    /// How much the sensors' receivers differ, in dB.
    public var gainDeviationDB = 2.1
    /// How much the sensors' clocks are off, in milliseconds.
    public var clockDeviationMilliseconds = 0.0
    /// Decibels lost in each ceiling.
    public var ceilingLossDB = 15.0
    /// Share of the shadowing's variance that belongs to the place; the rest is new in each scan: bodies and hands.
    public var placeShare = 0.6

    /// The usual business on this plan.
    public init(floors: [Floor], zones: [Zone], sensors: [Sensor]) {
        precondition(!floors.isEmpty && !sensors.isEmpty, "a site has a floor and a sensor")
        self.floors = floors
        self.zones = zones
        self.sensors = sensors
    }

    /// A storey.
    public struct Floor: Sendable {
        /// The corners of its outline, in order.
        public var outline: [Point]
        /// Metres above the site's zero level.
        public var elevationMetres: Double
        /// What radio has to pass.
        public var walls: [Wall]

        /// A storey.
        public init(outline: [Point], elevationMetres: Double = 0, walls: [Wall] = []) {
            self.outline = outline
            self.elevationMetres = elevationMetres
            self.walls = walls
        }
    }

    /// A straight obstacle.
    public struct Wall: Sendable {
        /// Its ends.
        public var from, to: Point
        /// What a frame loses on its way through, in dB.
        public var lossDB: Double

        /// A wall.
        public init(from: Point, to: Point, lossDB: Double) {
            (self.from, self.to, self.lossDB) = (from, to, lossDB)
        }
    }

    /// A part of a floor, or of what lies beside it.
    public struct Zone: Sendable {
        /// The position of its floor.
        public var floor: Int
        /// The corners of its outline, in order.
        public var outline: [Point]
        /// For a zone outside, what a frame loses in the wall or window, in dB; `nil` for one inside.
        public var outsideLossDB: Double?

        /// A zone.
        public init(floor: Int, outline: [Point], outsideLossDB: Double? = nil) {
            (self.floor, self.outline, self.outsideLossDB) = (floor, outline, outsideLossDB)
        }
    }

    /// A box that listens.
    public struct Sensor: Sendable {
        /// The position of its floor.
        public var floor: Int
        /// Where its antenna is.
        public var place: Point
        /// Metres from the floor to its antenna.
        public var heightMetres: Double

        /// A sensor.
        public init(floor: Int, place: Point, heightMetres: Double) {
            (self.floor, self.place, self.heightMetres) = (floor, place, heightMetres)
        }
    }
}
