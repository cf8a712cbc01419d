/// A named part of one floor for which presence is published. Zones of one site do not overlap.
public struct Zone: Hashable, Sendable {
    /// The zone's identifier, unique on the site.
    public var name: String
    /// The storey it lies on.
    public var floor: String
    /// Its outline on that storey.
    public var outline: Polygon

    /// A zone called `name` on `floor`.
    public init(name: String, floor: String, outline: Polygon) {
        self.name = name
        self.floor = floor
        self.outline = outline
    }
}
