import Testing

@testable import Positioning

struct FloorPlanTests {
    @Test func `a good plan has no problems, whatever its geometry`() {
        for count in [1, 2, 4, 6, 8] { #expect(Shop.plan(count).problems == []) }
    }

    @Test func `all problems of a plan are told at once, each with its path`() {
        var plan = Shop.plan(2, outside: [OutsideStrip(floor: "street", outline: Shop.outline, wallLoss: -3)])
        plan.zones[1].name = "entrance"
        plan.zones[2].outline = Polygon([Point(x: 0, y: 0), Point(x: 1, y: 1)])
        plan.zones[3].floor = "attic"
        plan.zones[4].outline = Polygon(x0: 50, y0: 50, x1: 60, y1: 60)
        plan.zones.append(Zone(name: "twice", floor: "floor", outline: Polygon(x0: 15, y0: 20, x1: 18, y1: 22)))
        plan.sensors[0].height = .nan
        plan.sensors[1].name = "s0"
        #expect(
            plan.problems.map(\.path) == [
                "outside[0].floor", "outside[0].wallLoss", "zones[1].name", "zones[2].outline", "zones[3].floor",
                "zones[4].outline", "zones[6].outline", "sensors[1].name", "sensors[0].height",
            ])
        #expect(throws: InvalidPlan(problems: plan.problems)) { try PosteriorSolver(plan, Calibration()) }
    }

    @Test func `an empty plan says what is missing`() {
        let problems = FloorPlan(floors: [], sensors: []).problems
        #expect(
            problems.map(\.description) == [
                "floors: a plan needs at least one floor", "sensors: a plan needs at least one sensor",
            ])
    }

    @Test(arguments: [0, -1, 11, Double.nan]) func `a step that no grid can have is refused`(step: Double) {
        #expect(throws: InvalidPlan.self) { try PosteriorSolver(Shop.plan(4), Calibration(), step: step) }
    }
}
