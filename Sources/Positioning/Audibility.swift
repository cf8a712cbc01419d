/// Which sensors should hear a usual phone in which zones.
///
/// A sensor hears a zone when at least half of it is nearer than where the expected level meets the sensitivity plus
/// one standard deviation of shadowing.
public struct Audibility: Equatable, Sendable {
    private let sensorCount: Int
    private var heard: [Bool] = []

    /// The audibility on `plan` under `calibration`.
    public init(_ plan: FloorPlan, _ calibration: Calibration = Calibration()) {
        sensorCount = plan.sensors.count
        let links = plan.sensors.map { Link($0, plan, calibration) }
        let model = calibration.model
        let least = model.sensitivity + model.shadowing - model.referenceLevel
        for zone in plan.zones {
            let floor = plan.floorIndex(zone.floor) ?? 0
            let places = Self.places(in: zone.outline)
            for link in links {
                let count = places.count { link.level(at: $0, floor: floor) >= least }
                heard.append(count * 2 >= places.count)
            }
        }
    }

    /// Whether `sensor` should hear a phone in `zone`; both as positions in the plan.
    public func isHeard(zone: Int, by sensor: Int) -> Bool { heard[zone * sensorCount + sensor] }

    /// A lattice of places within `outline`; its corners when it is too narrow for the lattice.
    private static func places(in outline: Polygon) -> [Point] {
        let (low, high) = outline.bounds
        var places: [Point] = []
        for column in 0..<lattice {
            for row in 0..<lattice {
                let place = Point(
                    x: low.x + (Double(column) + 0.5) / Double(lattice) * (high.x - low.x),
                    y: low.y + (Double(row) + 0.5) / Double(lattice) * (high.y - low.y))
                if outline.contains(place) { places.append(place) }
            }
        }
        return places.isEmpty ? outline.vertices : places
    }

    private static let lattice = 6
}
