public import Timekeeping

/// A virtual site with several sensors: what each captures of the same transmissions, and who is really where.
///
/// People come through the door, walk from thing to thing for a log-normal time and leave; others walk by outside; each
/// twelve hours open are followed by twelve closed. Happenings are made when they are asked for: memory depends on how
/// many people are present, not on how long it lasts. The same seed, scene and start give the same happenings.
public struct SiteSimulation: Sequence, IteratorProtocol, Sendable {
    private enum Event: Sendable {
        case opens
        case shopperComes
        case passerByComes
        case steps(person: Int)
        case scans(person: Int, phone: Int)
        case equipmentScans(Int)
        case sends(SiteSending)
    }

    /// The instant of the last happening.
    public private(set) var now: WallTime
    /// How much more than usual each sensor hears, in dB; and how far its clock is ahead.
    public var sensors: [(gainDB: Double, clock: Interval)] { Array(zip(radio.gains, radio.clocks)) }

    private let scene: SiteScene
    private let map: SiteMap
    private let start: WallTime
    private let end: WallTime
    private var radio: SiteRadio
    private var people: [Int: SitePerson] = [:]
    private var equipment: [(floor: Int, device: Equipment)] = []
    private var occupancy: SiteOccupancy
    private var queue = EventQueue<Event>()
    /// Happenings of one event, the last one first.
    private var pending: [SiteHappening] = []
    private var nextPerson = 0
    private var generator: SeededGenerator

    /// A site that opens at `start` and is looked at for `duration`.
    public init(
        seed: UInt64, start: WallTime = WallTime(seconds: 1_772_442_000), duration: Interval, scene: SiteScene
    ) {
        self.scene = scene
        self.start = start
        (end, now) = (start + duration, start)
        map = SiteMap(scene)
        generator = SeededGenerator(seed: seed)
        radio = SiteRadio(scene, generator: &generator)
        occupancy = SiteOccupancy(time: start, inside: 0, zones: scene.zones.map { _ in 0 })
        pending.append(.moved(occupancy))
        installEquipment()
        queue.add(.opens, at: start)
        schedule(.shopperComes, perHour: scene.arrivalsPerHour, after: start)
        if !map.outside.isEmpty { schedule(.passerByComes, perHour: scene.passersByPerHour, after: start) }
    }

    /// What happens next, or `nil` when the time is over.
    public mutating func next() -> SiteHappening? {
        while pending.isEmpty {
            guard let (time, event) = queue.removeFirst(), time < end else { return nil }
            now = time
            perform(event, at: time)
            pending.reverse()
        }
        return pending.popLast()
    }

    private mutating func perform(_ event: Event, at time: WallTime) {
        switch event {
        case .opens:
            let closing = time + Interval(fractionOfSeconds: DayShape.openSeconds)
            for _ in 0..<scene.staffCount {
                admit(
                    SitePerson(.staff, at: time, leaving: closing, scene, map, generator: generator.split()), at: time)
            }
            queue.add(.opens, at: time + Interval(fractionOfSeconds: DayShape.daySeconds))
        case .shopperComes:
            if isKept(DayShape.shoppers(after: (time - start).seconds)) { admitShopper(at: time) }
            schedule(.shopperComes, perHour: scene.arrivalsPerHour, after: time)
        case .passerByComes:
            if isKept(DayShape.passersBy(after: (time - start).seconds)) {
                admit(SitePerson(passingAt: time, scene, map, generator: generator.split()), at: time)
            }
            schedule(.passerByComes, perHour: scene.passersByPerHour, after: time)
        case .steps(let person): step(person, at: time)
        case .scans(let person, let phone): scan(person, phone, at: time)
        case .equipmentScans(let index): scanEquipment(index, at: time)
        case .sends(let sending):
            let receptions = radio.receive(sending, at: time)
            if !receptions.isEmpty { pending.append(.heard(receptions)) }
        }
    }

    /// Arrivals are drawn at the highest rate of the day and thinned to that of the hour.
    private mutating func schedule(_ event: Event, perHour rate: Double, after time: WallTime) {
        guard rate > 0 else { return }
        let wait = generator.exponentialWait(mean: 3600 / (rate * DayShape.highest))
        queue.add(event, at: time + Interval(fractionOfSeconds: wait))
    }

    private mutating func isKept(_ rate: Double) -> Bool { generator.happens(rate / DayShape.highest) }

    private mutating func admitShopper(at time: WallTime) {
        var own = generator.split()
        let minutes = own.logNormal(median: scene.medianDwellMinutes, logDeviation: scene.dwellLogarithmDeviation)
        let leaving = time + Interval(fractionOfSeconds: Swift.min(minutes * 60, 4 * 3600))
        admit(SitePerson(.shopper, at: time, leaving: leaving, scene, map, generator: own), at: time)
    }

    private mutating func admit(_ person: SitePerson, at time: WallTime) {
        var person = person
        let number = nextPerson
        nextPerson += 1
        for index in person.phones.indices {
            let gap = person.phones[index].nextGap(using: &person.generator)
            let wait = Interval(fractionOfSeconds: gap.seconds * person.generator.uniform())
            queue.add(.scans(person: number, phone: index), at: time + wait)
        }
        if person.role != .passerBy { occupancy.inside += 1 }
        settle(&person, at: time, isNew: true)
        queue.add(.steps(person: number), at: person.nextStep(after: time))
        people[number] = person
    }

    private mutating func step(_ number: Int, at time: WallTime) {
        guard var person = people.removeValue(forKey: number) else { return }
        if person.step(at: time, map) { return dismiss(person, number, at: time) }
        settle(&person, at: time, isNew: false)
        queue.add(.steps(person: number), at: person.nextStep(after: time))
        people[number] = person
    }

    private mutating func dismiss(_ person: SitePerson, _ number: Int, at time: WallTime) {
        if person.role != .passerBy { occupancy.inside -= 1 }
        if let zone = person.zone { occupancy.zones[zone] -= 1 }
        occupancy.time = time
        let visit = SimulatedVisit(
            person: number, role: person.role, arrival: person.arrival, departure: time, phones: person.phones.count)
        pending += [.left(visit), .moved(occupancy)]
    }

    /// Counts the person in the zone where they are now.
    private mutating func settle(_ person: inout SitePerson, at time: WallTime, isNew: Bool) {
        let zone = map.zone(at: person.spot(at: time))
        guard zone != person.zone || isNew else { return }
        if let old = person.zone { occupancy.zones[old] -= 1 }
        if let zone { occupancy.zones[zone] += 1 }
        person.zone = zone
        occupancy.time = time
        pending.append(.moved(occupancy))
    }

    private mutating func scan(_ number: Int, _ index: Int, at time: WallTime) {
        guard var person = people.removeValue(forKey: number) else { return }
        let spot = person.spot(at: time)
        let zone = map.zone(at: spot)
        let levels = radio.levels(
            from: spot, offsetDB: person.phones[index].levelOffsetDB,
            lossDB: zone.flatMap { scene.zones[$0].outsideLossDB } ?? 0)
        let frames = person.phones[index].scan(on: scene.channel, using: &person.generator)
        for (delay, frame) in frames {
            queue.add(.sends(SiteSending(frame: frame, rate: 2, levels: levels)), at: time + delay)
        }
        pending.append(
            .scanned(
                SimulatedScan(
                    time: time, person: number, phone: index, floor: spot.floor, place: spot.place, zone: zone,
                    frames: frames.count)))
        let gap = person.phones[index].nextGap(using: &person.generator)
        queue.add(.scans(person: number, phone: index), at: time + gap)
        people[number] = person
    }

    private mutating func installEquipment() {
        for index in 0..<scene.equipmentCount {
            let spot = map.randomGoal(using: &generator)
            let device = Equipment(
                address: factoryAddress(using: &generator), place: spot.place,
                period: .seconds(Int64(45 + 15 * index)), channel: scene.channel)
            equipment.append((spot.floor, device))
            queue.add(.equipmentScans(index), at: start + .seconds(Int64(5 + 7 * index)))
        }
    }

    private mutating func scanEquipment(_ index: Int, at time: WallTime) {
        let transmission = equipment[index].device.scan()
        let spot = SiteMap.Spot(floor: equipment[index].floor, place: transmission.place)
        let levels = radio.levels(from: spot, offsetDB: transmission.levelOffsetDB, lossDB: 0)
        let sending = SiteSending(frame: transmission.frame, rate: transmission.rate, levels: levels)
        queue.add(.sends(sending), at: time)
        queue.add(.equipmentScans(index), at: time + equipment[index].device.period)
    }

    /// How much is planned at this moment.
    var pendingCount: Int { queue.count }
}
