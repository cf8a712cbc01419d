public import Positioning

extension LocationEvaluation {
    /// How far off places are, whether stated probabilities come true, and where on the floor the errors are.
    public func plot(_ plan: FloorPlan) -> PlotSheet {
        PlotSheet(
            title: "\(score.tests) places, \(plan.sensors.count) sensors",
            description:
                "Errors of places: median \(fixed(score.median, 2)) m, nine of ten within \(fixed(score.p90, 2)) m. "
                + "The likeliest zone is right for \(percent(score.zoneAccuracy)); calibration error \(fixed(score.ece, 3)).",
            panels: [PlotPanel.errors("How far off places are", outcomes.map(\.error), unit: "metres"), reliability]
                + plan.floors.indices.compactMap { map(of: $0, plan) })
    }

    /// Of the estimates that name a zone with a probability: how many are right.
    private var reliability: PlotPanel {
        let dots = score.reliability.map {
            PlotPanel.Dot(PlotPanel.Point($0.stated, $0.right), weight: Double($0.count))
        }
        return PlotPanel(
            "Whether stated probabilities come true",
            x: PlotAxis("stated probability of the likeliest zone", 0...1, .percentage),
            y: PlotAxis("how often it is right", 0...1, .percentage),
            [.diagonal(name: "as stated"), .dots(dots, colour: 0, name: "estimates, area by their number")])
    }

    /// The mean error where people were, cell by cell, and the sensors.
    private func map(of floor: Int, _ plan: FloorPlan) -> PlotPanel? {
        let here = zip(places, outcomes).filter { $0.0.floor == floor }
        guard !here.isEmpty else { return nil }
        let sensors = plan.sensors.filter { plan.floorIndex($0.floor) == floor }
        let corners = plan.floors[floor].outline.vertices + sensors.map(\.position) + here.map(\.0.point)
        let xs = corners.map(\.x), ys = corners.map(\.y)
        guard let west = xs.min(), let east = xs.max(), let south = ys.min(), let north = ys.max() else { return nil }
        let side = max(1, (max(east - west, north - south) / 14).rounded(.up))
        let groups = Dictionary(grouping: here) { place, _ in
            Column(x: Int((place.point.x / side).rounded(.down)), y: Int((place.point.y / side).rounded(.down)))
        }
        let means = groups.mapValues { cell in cell.reduce(0) { $0 + $1.1.error } / Double(cell.count) }
        let most = means.values.max() ?? 1
        let cells = means.sorted { ($0.key.y, $0.key.x) < ($1.key.y, $1.key.x) }.map { column, mean in
            let (x, y) = (Double(column.x) * side, Double(column.y) * side)
            return PlotPanel.Cell(x: x...(x + side), y: y...(y + side), share: mean / most, text: fixed(mean, 1))
        }
        let name = plan.floors.count > 1 ? " (\(plan.floors[floor].name))" : ""
        return PlotPanel(
            "Where the errors are, mean in metres\(name)",
            x: PlotAxis("metres", (west / side).rounded(.down) * side...(east / side + 1e-9).rounded(.up) * side),
            y: PlotAxis("metres", (south / side).rounded(.down) * side...(north / side + 1e-9).rounded(.up) * side),
            [
                .cells(cells, colour: 1),
                .dots(
                    sensors.map { PlotPanel.Dot(.init($0.position.x, $0.position.y), weight: 0) }, colour: 0,
                    name: "sensors"),
            ], isMap: true)
    }

    private struct Column: Hashable {
        let x, y: Int
    }
}
