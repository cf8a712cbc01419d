import Fleet
import Positioning
import Simulation

extension SiteScene {
    /// A simulated site on the plan of `site`.
    init(_ site: SiteDocument) {
        func floor(_ id: String) -> Int { site.floors.firstIndex { $0.id == id } ?? 0 }
        func point(_ point: Positioning.Point) -> Simulation.Point { .init(x: point.x, y: point.y) }
        let losses = Dictionary(
            zip(site.zones.filter { $0.kind == .outside }.map(\.id), site.plan.outside.map(\.wallLoss))
        ) { first, _ in first }
        self.init(
            floors: site.floors.map { floor in
                SiteScene.Floor(
                    outline: floor.outline.vertices.map(point), elevationMetres: floor.elevationMetres,
                    walls: floor.walls.map { .init(from: point($0.from), to: point($0.to), lossDB: $0.lossDecibels) })
            },
            zones: site.zones.map {
                .init(
                    floor: floor($0.floor), outline: $0.outline.vertices.map(point), outsideLossDB: losses[$0.id])
            },
            sensors: site.listeners.map {
                .init(floor: floor($0.floor), place: .init(x: $0.x, y: $0.y), heightMetres: $0.heightMetres)
            })
    }
}
