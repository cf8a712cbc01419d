import Timekeeping

/// Somebody on a site: phones, and a way that goes on from place to place.
struct SitePerson: Sendable {
    let role: SimulatedVisit.Role
    let arrival: WallTime
    /// When the person makes for the door.
    let leaving: WallTime
    var phones: [Phone]
    /// Their own chance, so that what one person does changes nothing for the others.
    var generator: SeededGenerator
    /// The zone in which the truth has the person.
    var zone: Int?

    private var from: SiteMap.Spot
    private var to: SiteMap.Spot
    private var departure: WallTime
    private var end: WallTime
    /// Until when the person stays at `to`.
    private var stays: WallTime
    private var isLeaving: Bool

    /// Somebody who comes in through the door at `time` and makes for it again at `leaving`.
    init(
        _ role: SimulatedVisit.Role, at time: WallTime, leaving: WallTime, _ scene: SiteScene, _ map: SiteMap,
        generator: SeededGenerator
    ) {
        self.init(role, at: time, leaving: leaving, from: map.door, to: map.door, scene, generator: generator)
        goOn(at: time, map)
    }

    /// Somebody who walks by outside from `time` on.
    init(passingAt time: WallTime, _ scene: SiteScene, _ map: SiteMap, generator: SeededGenerator) {
        var generator = generator
        let passage = map.randomPassage(using: &generator)
        self.init(.passerBy, at: time, leaving: time, from: passage.from, to: passage.to, scene, generator: generator)
        walk(at: time, metresPerSecond: self.generator.uniform(in: 1.0...1.6))
        isLeaving = true
        stays = end
    }

    private init(
        _ role: SimulatedVisit.Role, at time: WallTime, leaving: WallTime, from: SiteMap.Spot, to: SiteMap.Spot,
        _ scene: SiteScene, generator: SeededGenerator
    ) {
        self.role = role
        self.generator = generator
        (arrival, self.leaving, self.from, self.to) = (time, leaving, from, to)
        (departure, end, stays, isLeaving) = (time, time, time, false)
        phones = []
        let guestShare = role == .passerBy ? 0 : role == .staff ? 0.5 : scene.guestNetworkShare
        for _ in 0..<self.generator.index(weightedBy: scene.phonesPerPerson) {
            let isGuest = self.generator.happens(guestShare)
            phones.append(Phone(guestNetwork: isGuest ? scene.guestNetwork : nil, using: &self.generator))
        }
    }

    /// Where the person is at `time`.
    func spot(at time: WallTime) -> SiteMap.Spot {
        guard time < end else { return to }
        let share = (time - departure).seconds / (end - departure).seconds
        let (a, b) = (from.place, to.place)
        return SiteMap.Spot(
            floor: to.floor, place: Point(x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y)))
    }

    /// When to look at the person again: each second on the way, else at the end of the stay.
    func nextStep(after time: WallTime) -> WallTime { time < end ? min(time + .seconds(1), end) : stays }

    /// Goes on when the stay is over; `true` when the person has gone.
    mutating func step(at time: WallTime, _ map: SiteMap) -> Bool {
        guard time >= stays else { return false }
        if isLeaving { return true }
        goOn(at: time, map)
        return false
    }

    /// To the next thing, or to the door. Stairs and lifts take no time: the way begins on the goal's floor.
    private mutating func goOn(at time: WallTime, _ map: SiteMap) {
        isLeaving = time >= leaving
        let goal = isLeaving ? map.door : map.randomGoal(using: &generator)
        from = SiteMap.Spot(floor: goal.floor, place: to.place)
        to = goal
        walk(at: time, metresPerSecond: generator.uniform(in: 0.7...1.3))
        let stay = generator.exponentialWait(mean: role == .staff ? 600 : 120)
        stays = isLeaving ? end : max(end, min(end + Interval(fractionOfSeconds: stay), max(leaving, end)))
    }

    private mutating func walk(at time: WallTime, metresPerSecond: Double) {
        departure = time
        let metres = from.place.distance(to: to.place, height: 0)
        end = time + Interval(fractionOfSeconds: max(metres / metresPerSecond, 0.1))
    }
}
