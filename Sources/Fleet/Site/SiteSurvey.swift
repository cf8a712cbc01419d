import Positioning

/// Looks at a site as a whole: what each key allows was read before; here is what must hold between them.
///
/// What could not be read (empty identifiers, outlines without corners) is passed over: it has a problem already.
struct SiteSurvey {
    private let site: SiteDocument
    private let floors: [String: Polygon]
    private(set) var problems: [SiteProblem] = []

    /// Surveys `site`.
    init(_ site: SiteDocument) {
        self.site = site
        floors = Dictionary(site.floors.map { ($0.id, $0.outline) }) { first, _ in first }
        refuseRepeated("floors", site.floors.map(\.id))
        refuseRepeated("zones", site.zones.map(\.id))
        refuseRepeated("sensors", site.sensors.map(\.id))
        surveyZones()
        surveySensors()
        if problems.isEmpty { surveyPlan() }
    }

    private mutating func refuseRepeated(_ list: String, _ identifiers: [String]) {
        var seen: [String: Int] = [:]
        for (index, identifier) in identifiers.enumerated() where !identifier.isEmpty {
            if let first = seen[identifier] {
                add(list, index, "id", "is that of \(list)[\(first)], too (give each its own)")
            } else {
                seen[identifier] = index
            }
        }
    }

    private mutating func surveyZones() {
        let lattices = site.zones.map { $0.outline.lattice }
        for (index, zone) in site.zones.enumerated() where !zone.outline.vertices.isEmpty {
            guard let floor = floor(zone.floor, of: "zones", index) else { continue }
            for other in site.zones.prefix(index).indices where site.zones[other].floor == zone.floor {
                let second = site.zones[other].outline
                if zone.outline.overlaps(second, lattices[index], lattices[other]) {
                    add("zones", index, "outline", "overlaps zones[\(other)] (draw their border once)")
                }
            }
            switch zone.kind {
            case .inside where !zone.outline.lies(on: floor, within: Self.tolerance):
                add("zones", index, "outline", "leaves its floor (draw it inside, or mark it kind: outside)")
            case .outside where zone.outline.overlaps(floor, lattices[index], floor.lattice):
                add("zones", index, "outline", "overlaps its floor (draw it beside, or mark it kind: inside)")
            default: break
            }
        }
        if !site.zones.isEmpty, site.insideZones.isEmpty {
            add("zones", nil, nil, "are all outside (give at least one zone kind: inside)")
        }
    }

    private mutating func surveySensors() {
        for (index, sensor) in site.sensors.enumerated() {
            guard let floor = floor(sensor.floor, of: "sensors", index) else { continue }
            let place = Point(x: sensor.x, y: sensor.y)
            if !floor.contains(place), floor.distance(to: place) > Self.reach {
                let message = "lies more than \(Int(Self.reach)) m beside its floor (are x and y metres on the plan?)"
                add("sensors", index, "x", message)
            }
        }
        guard !site.sensors.isEmpty else { return }
        if site.listeners.isEmpty { add("sensors", nil, nil, "do not listen (give one the role sensor)") }
        if site.sensors.count > 1, site.locators.isEmpty {
            let message = "have no locator (give one of them roles: [sensor, locator], a second one as a stand-in)"
            add("sensors", nil, nil, message)
        }
    }

    /// What positioning itself asks for, such as bounds of the area: `plan` must be usable.
    private mutating func surveyPlan() {
        guard !site.floors.isEmpty, !site.listeners.isEmpty else { return }
        let isRead = (site.floors.map(\.outline) + site.zones.map(\.outline)).allSatisfy { !$0.vertices.isEmpty }
        guard isRead else { return }
        for problem in site.plan.problems {
            let list = String(problem.path.prefix { $0 != "[" && $0 != "." })
            add(list == "outside" ? "zones" : list, nil, nil, "cannot be used: \(problem.message)")
        }
    }

    /// The outline of the floor called `id`; `nil` where there is none, or none that could be read.
    private mutating func floor(_ id: String, of list: String, _ index: Int) -> Polygon? {
        if let outline = floors[id] { return outline.vertices.isEmpty ? nil : outline }
        let known = site.floors.map(\.id).filter { !$0.isEmpty }
        guard !id.isEmpty, !known.isEmpty else { return nil }
        let near = NearMiss.of(id, among: known).map { "did you mean \($0)?" }
        let cure = near ?? "known here: \(known.joined(separator: ", "))"
        add(list, index, "floor", "is not the id of a floor (\(cure))")
        return nil
    }

    private mutating func add(_ list: String, _ index: Int?, _ key: String?, _ message: String) {
        problems.append(SiteProblem(list: list, index: index, key: key, message: message))
    }

    /// Metres by which a zone may stand over its floor: plans are drawn by hand.
    private static let tolerance = 0.05
    /// Metres from its floor at which a sensor may hang: on the outer face of a wall, in the window.
    private static let reach = 2.0
}
