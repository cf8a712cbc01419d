public import Positioning

extension SiteDocument {
    /// The site as positioning knows it: sensors without the role `sensor` are not in it, zones outside are its strips.
    public var plan: FloorPlan {
        let outside = zones.filter { $0.kind == .outside }
        return FloorPlan(
            floors: floors.map { .init(name: $0.id, outline: $0.outline, elevation: $0.elevationMetres) },
            outside: outside.map { zone in
                OutsideStrip(
                    floor: zone.floor, outline: zone.outline, wallLoss: zone.wallLossDecibels ?? Self.usualWallLoss,
                    prior: zone.prior ?? Self.usualOutsidePrior / Double(outside.count))
            },
            zones: insideZones.map { .init(name: $0.id, floor: $0.floor, outline: $0.outline) },
            sensors: listeners.map { sensor in
                .init(
                    name: sensor.id, floor: sensor.floor, position: Point(x: sensor.x, y: sensor.y),
                    height: sensor.heightMetres)
            })
    }

    /// The zones inside, in the order of every zone vector.
    public var insideZones: [Zone] { zones.filter { $0.kind == .inside } }

    /// The boxes that listen, in the order of every list of readings.
    public var listeners: [Sensor] { sensors.filter { $0.roles.contains(.sensor) } }

    /// The boxes that may be the site's locator, the preferred one first.
    public var locators: [Sensor] { sensors.filter(\.mayLocate) }

    /// The box called `id`.
    public func sensor(_ id: String) -> Sensor? { sensors.first { $0.id == id } }

    // A shop window, and a street that is as likely as the shop: `loc/inout.py`.
    private static let usualWallLoss = 6.0
    private static let usualOutsidePrior = 0.5
}
