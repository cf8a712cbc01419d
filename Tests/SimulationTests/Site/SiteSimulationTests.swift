import Testing
import Timekeeping

@testable import Simulation

struct SiteSimulationTests {
    @Test func `the same seed gives the same happenings, another seed others`() {
        let first = Array(SiteSimulation(seed: 1, duration: .minutes(5), scene: Self.shop))
        #expect(first == Array(SiteSimulation(seed: 1, duration: .minutes(5), scene: Self.shop)))
        #expect(first != Array(SiteSimulation(seed: 2, duration: .minutes(5), scene: Self.shop)))
    }

    @Test func `all sensors capture the same frames, each with its own level and clock`() {
        var scene = Self.shop
        scene.clockDeviationMilliseconds = 300
        let simulation = SiteSimulation(seed: 3, duration: .minutes(20), scene: scene)
        let clocks = simulation.sensors.map(\.clock)
        #expect(Set(clocks.map(\.nanoseconds)).count == 4)
        var heardByAll = 0
        for case .heard(let receptions) in simulation {
            let frames = Set(receptions.map { Array($0.frame.bytes.dropFirst(26)) })
            let times = Set(receptions.map { ($0.frame.time - clocks[$0.sensor]).nanoseconds })
            #expect(frames.count == 1 && times.count == 1)
            #expect(receptions.map(\.sensor) == receptions.map(\.sensor).sorted())
            if receptions.count == 4 { heardByAll += 1 }
        }
        #expect(heardByAll > 100)
    }

    @Test func `the truth adds up: who comes goes, in an empty shop nobody is left, and nobody is in two zones`() {
        var last = SiteOccupancy(time: WallTime(seconds: 0), inside: -1, zones: [])
        var inside = 0
        var scene = Self.shop
        scene.phonesPerPerson = [0.95, 0.05]
        for happening in SiteSimulation(seed: 4, duration: .minutes(17 * 60), scene: scene) {
            switch happening {
            case .moved(let occupancy):
                #expect(occupancy.time >= last.time)
                #expect(occupancy.zones.allSatisfy { $0 >= 0 })
                #expect(occupancy.zones[0] + occupancy.zones[1] <= occupancy.inside)
                last = occupancy
            case .left(let visit):
                #expect(visit.arrival < visit.departure)
                if visit.role == .shopper { inside += 1 }
            case .scanned(let scan): #expect(scan.frames > 0)
            case .heard: break
            }
        }
        #expect(last.inside == 0)
        // Poisson: 60 an hour over twelve hours, five standard errors.
        #expect(abs(inside - 720) < 135)
    }

    @Test func `what is planned does not grow with time`() {
        var simulation = SiteSimulation(seed: 5, duration: .minutes(5 * 60), scene: Self.shop)
        var most = 0
        while simulation.next() != nil { most = max(most, simulation.pendingCount) }
        #expect(most < 1000)
    }

    /// Free of chance, a level is the reference less 10·n·log₁₀(distance), walls, windows and ceilings.
    @Test func `levels follow distance, walls, windows and ceilings`() {
        var scene = Self.shop
        scene.radio.shadowingDeviationDB = 0
        scene.gainDeviationDB = 0
        scene.floors.append(scene.floors[0])
        scene.floors[1].elevationMetres = 4
        scene.floors[0].walls = [.init(from: Point(x: 5, y: 0), to: Point(x: 5, y: 20), lossDB: 7)]
        var generator = SeededGenerator(seed: 1)
        var radio = SiteRadio(scene, generator: &generator)
        let spot = SiteMap.Spot(floor: 0, place: Point(x: 3, y: 1))
        let near = radio.levels(from: spot, offsetDB: 2, lossDB: 0)
        // 2 m along and 1.5 m up: 2.5 m. 10·3·log₁₀ 2.5 = 11.938.
        #expect(abs(near[0] - (-40 + 2 - 11.938_2)) < 1e-3)
        // 6 m along, behind the wall: √38.25 m, 23.739.
        #expect(abs(near[1] - (-40 + 2 - 23.738_9 - 7)) < 1e-3)
        let behindWindow = radio.levels(from: spot, offsetDB: 2, lossDB: 6)
        #expect(abs(near[0] - behindWindow[0] - 6) < 1e-9)
        let above = radio.levels(from: SiteMap.Spot(floor: 1, place: Point(x: 1, y: 1)), offsetDB: 0, lossDB: 0)
        // Straight above, 2.5 m higher, through a ceiling.
        #expect(abs(above[0] - (-40 - 11.938_2 - 15)) < 1e-3)
    }

    @Test func `people stay on the plan`() {
        let map = SiteMap(Self.shop)
        #expect(map.door.place == Point(x: 5, y: 0))
        var generator = SeededGenerator(seed: 9)
        for _ in 0..<200 {
            let goal = map.randomGoal(using: &generator)
            #expect(map.zone(at: goal) == 0 || map.zone(at: goal) == 1)
            let passage = map.randomPassage(using: &generator)
            #expect(abs(passage.from.place.x - passage.to.place.x) == 20)
        }
        var scans = 0
        for case .scanned(let scan) in SiteSimulation(seed: 6, duration: .minutes(60), scene: Self.shop) {
            #expect(scan.zone != nil || abs(scan.place.y) < 1e-9 || abs(scan.place.y - 10) < 1e-9)
            scans += 1
        }
        #expect(scans > 100)
    }

    /// 10 m by 20 m in two zones, a street before it, four sensors.
    static let shop: SiteScene = {
        func box(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) -> [Point] {
            [Point(x: x0, y: y0), Point(x: x1, y: y0), Point(x: x1, y: y1), Point(x: x0, y: y1)]
        }
        return SiteScene(
            floors: [.init(outline: box(0, 0, 10, 20))],
            zones: [
                .init(floor: 0, outline: box(0, 0, 10, 10)), .init(floor: 0, outline: box(0, 10, 10, 20)),
                .init(floor: 0, outline: box(-5, -8, 15, 0), outsideLossDB: 6),
            ],
            sensors: [(1.0, 1.0), (9, 1), (1, 19), (9, 19)].map {
                .init(floor: 0, place: Point(x: $0.0, y: $0.1), heightMetres: 2.5)
            })
    }()
}
