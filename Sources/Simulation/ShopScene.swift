/// A shop, the street before it, and how busy both are. The defaults: a small shop on a usual day.
public struct ShopScene: Sendable {
    /// Length of the shop window in metres.
    public var widthMetres = 12.0
    /// Distance from the window to the rear wall in metres.
    public var depthMetres = 16.0
    /// People who enter in an hour, on average; they come at random.
    public var arrivalsPerHour = 60.0
    /// People who walk by outside in an hour, on average.
    public var passersByPerHour = 150.0
    /// Half of the shoppers stay longer than this.
    public var medianDwellMinutes = 9.0
    /// Spread of the stays: the standard deviation of their natural logarithm.
    public var dwellLogarithmDeviation = 0.8
    /// People who are always there.
    public var staffCount = 3
    /// How many people, relatively, carry no phone, one, two and so on.
    public var phonesPerPerson = [0.10, 0.80, 0.10]
    /// Share of the shoppers' phones that are connected to the shop's guest network, and so keep one address.
    public var guestNetworkShare = 0.12
    /// The name of the guest network.
    public var guestNetwork = Array("corner-shop-guests".utf8)
    /// The channel in the 2.4 GHz band that everybody is heard on, 1 to 13.
    public var channel: UInt8 = 6
    /// Whether access points send beacons and exchange data with what is connected, as they do everywhere.
    public var hasAccessPoints = true
    /// When it is open, and what befalls it; `nil`: it is open, and evenly busy, all the time.
    public var week: ShopWeek?
    /// Where the sensor hangs.
    public var sensor = Point(x: 6, y: 6)
    /// What lies between phones and the sensor.
    public var radio = RadioChannel()

    /// The usual shop.
    public init() {}

    /// Where the street comes into view, in metres along the window.
    var streetStart: Double { -15 }

    /// Where it leaves the view.
    var streetEnd: Double { widthMetres + 15 }

    func randomPlaceInside(using generator: inout some RandomNumberGenerator) -> Point {
        Point(x: generator.uniform(in: 0.5...widthMetres - 0.5), y: generator.uniform(in: 0.5...depthMetres - 0.5))
    }
}
