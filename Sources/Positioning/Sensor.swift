/// A listening box at a known place.
public struct Sensor: Hashable, Sendable {
    /// The sensor's identifier, unique on the site.
    public var name: String
    /// The storey it hangs on.
    public var floor: String
    /// Its place on that storey.
    public var position: Point
    /// Metres from that storey's floor to the antenna.
    public var height: Double
    /// The 802.11 channel on which it stays; nil when it hops.
    public var channel: Int?
    /// Receiver gain relative to the site's mean in decibels, used until a calibration knows better.
    public var offset: Double

    /// A sensor called `name`, by default under a ceiling of ordinary height.
    public init(
        name: String, floor: String, position: Point, height: Double = 2.5, channel: Int? = nil, offset: Double = 0
    ) {
        self.name = name
        self.floor = floor
        self.position = position
        self.height = height
        self.channel = channel
        self.offset = offset
    }
}
