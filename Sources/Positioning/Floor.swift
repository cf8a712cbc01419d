/// One storey of the site.
public struct Floor: Hashable, Sendable {
    /// The name by which zones and sensors refer to it, unique on the site.
    public var name: String
    /// Where people can be.
    public var outline: Polygon
    /// Metres from the site's zero level to this storey's floor; a basement is negative.
    public var elevation: Double

    /// A storey called `name`.
    public init(name: String, outline: Polygon, elevation: Double = 0) {
        self.name = name
        self.outline = outline
        self.elevation = elevation
    }
}
