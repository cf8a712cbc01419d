/// What happens to a frame between a pocket and a sensor: distance, walls and shelves, bodies, collisions.
///
/// level = level at 1 m + device − 10·n·log₁₀(distance) − window + shadowing + fading, rounded to 1 dB. Shadowing belongs
/// to a pair of places and stays the same from frame to frame; fading is drawn for each frame.
/// The defaults are those of an indoor 2.4 GHz channel with people in it.
public struct RadioChannel: Sendable {
    /// Level of a usual phone one metre away, in dBm.
    public var levelAtOneMetreDBm = -40.0
    /// How fast the level falls with distance: 2 in free space, more between shelves.
    public var pathLossExponent = 3.0
    /// Standard deviation over places, in dB.
    public var shadowingDeviationDB = 4.0
    /// Standard deviation over frames, in dB.
    public var fadingDeviationDB = 3.5
    /// What the shop window takes away from what comes from the street, in dB.
    public var windowLossDB = 6.0
    /// How far the sensor is above the phones, in metres.
    public var heightMetres = 1.5
    /// Share of frames that are lost to collisions whatever their level.
    public var lossProbability = 0.10
    /// Below this level, in dBm, nothing is received.
    public var sensitivityDBm = -91.0

    /// An indoor channel.
    public init() {}

    /// The level in dBm at which a receiver at `receiver` gets a frame from `place`, or `nil` when it does not.
    ///
    /// `offsetDB`: how much stronger than usual the transmitter is. `shadows`: those of this receiver.
    func level(
        from place: Point, offsetDB: Double, to receiver: Point, shadows: ShadowField,
        using generator: inout some RandomNumberGenerator
    ) -> Int8? {
        let fading = generator.normal(deviation: fadingDeviationDB)
        guard !generator.happens(lossProbability) else { return nil }
        let distance = place.distance(to: receiver, height: heightMetres)
        let window = place.y < 0 ? windowLossDB : 0
        let level =
            levelAtOneMetreDBm + offsetDB - 10 * pathLossExponent * decimalLogarithm(distance) - window
            + shadowingDeviationDB * shadows.value(at: place) + fading
        guard level >= sensitivityDBm else { return nil }
        return Int8(min(level.rounded(), -5))
    }
}
