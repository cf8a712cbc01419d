/// A piece of street or mall corridor beside a floor, where passers-by carry phones that the sensors hear too.
public struct OutsideStrip: Hashable, Sendable {
    /// The storey at whose level it lies.
    public var floor: String
    /// Where passers-by can be. It does not overlap the floor's outline.
    public var outline: Polygon
    /// Decibels lost in the wall or shop window between the strip and every sensor.
    public var wallLoss: Double
    /// Probability, before anything is heard, that a transmitter is on this strip; all strips together stay below 1.
    public var prior: Double

    /// A strip on the level of `floor`; by default behind a shop window, and as likely as the whole inside.
    ///
    /// Source: loss and prior measured in `loc/inout.py`, 8 m of street before a window of 6 dB.
    public init(floor: String, outline: Polygon, wallLoss: Double = 6, prior: Double = 0.5) {
        self.floor = floor
        self.outline = outline
        self.wallLoss = wallLoss
        self.prior = prior
    }
}
