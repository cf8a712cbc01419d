extension FloorPlan {
    /// All that keeps this plan from being used; empty when it can be.
    ///
    /// Poor geometry (one sensor, sensors in a line) is no problem: the posterior is wide and says so.
    public var problems: [PlanProblem] {
        var list = ProblemList()
        checkFloors(&list)
        checkOutside(&list)
        checkZones(&list)
        checkSensors(&list)
        return list.problems
    }

    private func checkFloors(_ list: inout ProblemList) {
        list.add("floors", floors.isEmpty ? "a plan needs at least one floor" : nil)
        list.add("floors", tooLarge)
        list.addRepeated("floors", floors.map(\.name))
        for (index, floor) in floors.enumerated() {
            list.add("floors[\(index)].outline", floor.outline.problem)
            list.add("floors[\(index)].elevation", Self.outside(floor.elevation, -500...1000, "metres"))
        }
    }

    private func checkOutside(_ list: inout ProblemList) {
        for (index, strip) in outside.enumerated() {
            list.add("outside[\(index)].floor", unknownFloor(strip.floor))
            list.add("outside[\(index)].outline", strip.outline.problem)
            list.add("outside[\(index)].wallLoss", Self.outside(strip.wallLoss, 0...60, "decibels"))
            list.add("outside[\(index)].prior", Self.outside(strip.prior, 0.01...0.99, "(a probability)"))
        }
        let share = outside.reduce(0) { $0 + $1.prior }
        list.add("outside", share > 0.99 ? "the priors of all strips add up to \(share), more than 0.99" : nil)
    }

    private func checkZones(_ list: inout ProblemList) {
        list.addRepeated("zones", zones.map(\.name))
        for (index, zone) in zones.enumerated() {
            list.add("zones[\(index)].floor", unknownFloor(zone.floor))
            list.add("zones[\(index)].outline", zone.outline.problem ?? misplaced(zone))
            for other in zones.prefix(index) where other.floor == zone.floor && overlap(other, zone) {
                list.add("zones[\(index)].outline", "overlaps zone \(other.name)")
            }
        }
    }

    private func checkSensors(_ list: inout ProblemList) {
        list.add("sensors", sensors.isEmpty ? "a plan needs at least one sensor" : nil)
        list.addRepeated("sensors", sensors.map(\.name))
        for (index, sensor) in sensors.enumerated() {
            list.add("sensors[\(index)].floor", unknownFloor(sensor.floor))
            list.add("sensors[\(index)].position.x", Self.outside(sensor.position.x, -10_000...10_000, "metres"))
            list.add("sensors[\(index)].position.y", Self.outside(sensor.position.y, -10_000...10_000, "metres"))
            list.add("sensors[\(index)].height", Self.outside(sensor.height, 0...50, "metres"))
            list.add("sensors[\(index)].offset", Self.outside(sensor.offset, -30...30, "decibels"))
        }
    }

    private func unknownFloor(_ name: String) -> String? {
        floorIndex(name) == nil ? "no floor is called \(name)" : nil
    }

    /// A zone that misses its floor would be published as forever empty.
    private func misplaced(_ zone: Zone) -> String? {
        guard let floor = floors.first(where: { $0.name == zone.floor }) else { return nil }
        return Self.samples(zone.outline).contains(where: floor.outline.contains) ? nil : "lies outside its floor"
    }

    private func overlap(_ one: Zone, _ other: Zone) -> Bool {
        guard one.outline.problem == nil, other.outline.problem == nil else { return false }
        return Self.samples(one.outline).contains(where: other.outline.contains)
            || Self.samples(other.outline).contains(where: one.outline.contains)
    }

    private var tooLarge: String? {
        let area = floors.reduce(0) { $0 + $1.outline.area } + outside.reduce(0) { $0 + $1.outline.area }
        return area > Self.largestArea ? "all outlines together exceed \(Int(Self.largestArea)) square metres" : nil
    }

    /// A lattice of points well inside `outline`: touching outlines share none of them.
    private static func samples(_ outline: Polygon) -> [Point] {
        let (low, high) = outline.bounds
        let steps = (0..<latticeSteps).map { (Double($0) + 0.5) / Double(latticeSteps) }
        return steps.flatMap { across in
            steps.map { Point(x: low.x + across * (high.x - low.x), y: low.y + $0 * (high.y - low.y)) }
        }.filter(outline.contains)
    }

    private static func outside(_ value: Double, _ range: ClosedRange<Double>, _ unit: String) -> String? {
        range.contains(value) ? nil : "is \(value), not between \(range.lowerBound) and \(range.upperBound) \(unit)"
    }

    private static let latticeSteps = 32
    private static let largestArea = 250_000.0
}

/// Collects problems as they are found.
private struct ProblemList {
    var problems: [PlanProblem] = []

    mutating func add(_ path: String, _ message: String?) {
        if let message { problems.append(PlanProblem(path: path, message: message)) }
    }

    mutating func addRepeated(_ path: String, _ names: [String]) {
        var seen: Set<String> = []
        for (index, name) in names.enumerated() where !seen.insert(name).inserted {
            add("\(path)[\(index)].name", "\(name) is used twice")
        }
    }
}
