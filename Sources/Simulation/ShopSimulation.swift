public import Timekeeping

/// A virtual shop with one sensor: the frames that the sensor captures, in the order of time, and who is really there.
///
/// People arrive at random, stay for a log-normal time and carry phones that scan as phones do; others walk by outside;
/// a printer and access points are always there, and so is the staff unless the scene has a ``ShopWeek``. Frames are made
/// when they are asked for: memory depends on how many people are present, not on how long it lasts. The same seed, scene
/// and start give the same frames.
public struct ShopSimulation: Sequence, IteratorProtocol, Sendable {
    private enum Happening: Sendable {
        case shopperArrives
        case passerByArrives
        case staffArrives
        case pupilArrives
        case floods
        case leaves(person: UInt32)
        case scans(person: UInt32, phone: Int)
        case equipmentScans(Int)
        case beacon(Int)
        case traffic
        case transmits(Transmission)
    }

    /// What happens that somebody outside can notice.
    public enum Step: Equatable, Sendable {
        /// The sensor captured a frame.
        case heard(SimulatedFrame)
        /// People came in or went out: ``ShopSimulation/truth`` is new.
        case moved
    }

    /// Who is there since the last call of ``next()`` or ``step()``.
    public private(set) var truth: ShopTruth

    private let scene: ShopScene
    private let end: WallTime
    private var sensor: SimulatedSensor
    private var people: [UInt32: Person] = [:]
    private var accessPoints: [AccessPoint] = []
    private var equipment: [Equipment] = []
    private var queue = EventQueue<Happening>()
    private var nextPerson: UInt32 = 0
    private var generator: SeededGenerator
    private var trafficGenerator: SeededGenerator

    /// A shop that opens at `start` with its staff in it and closes after `duration`.
    public init(
        seed: UInt64, start: WallTime = WallTime(seconds: 1_772_442_000), duration: Interval = .minutes(60),
        scene: ShopScene = ShopScene()
    ) {
        self.scene = scene
        end = start + duration
        truth = ShopTruth(at: start)
        generator = SeededGenerator(seed: seed)
        trafficGenerator = generator.split()
        sensor = SimulatedSensor(
            place: scene.sensor, channel: scene.channel, radio: scene.radio, generator: &generator)
        installEquipment(at: start)
        if scene.hasAccessPoints { installAccessPoints(at: start) }
        if let week = scene.week {
            prepare(week)
        } else {
            for _ in 0..<scene.staffCount { admit(.staff, at: start) }
        }
        schedule(.shopperArrives, perHour: scene.arrivalsPerHour, after: start)
        schedule(.passerByArrives, perHour: scene.passersByPerHour, after: start)
    }

    /// The next frame that the sensor captures, or `nil` when the shop has closed.
    public mutating func next() -> SimulatedFrame? {
        while let step = step() {
            if case .heard(let frame) = step { return frame }
        }
        return nil
    }

    /// The next thing that somebody outside can notice, or `nil` when the time is over.
    public mutating func step() -> Step? {
        while let (time, happening) = queue.removeFirst() {
            guard time < end else { return nil }
            truth.at = time
            if case .transmits(let transmission) = happening {
                guard scene.week?.isHeard(at: time) != false else { continue }
                if let frame = sensor.receive(transmission, at: time) { return .heard(frame) }
            } else {
                let before = truth.inside
                perform(happening, at: time)
                if truth.inside != before { return .moved }
            }
        }
        return nil
    }

    /// How much is planned at this moment.
    var pendingCount: Int { queue.count }

    private mutating func perform(_ happening: Happening, at time: WallTime) {
        switch happening {
        case .shopperArrives:
            if comes(scene.week.map { $0.shoppers(at: time) / ShopWeek.mostShoppers }) { admit(.shopper, at: time) }
            let highest = scene.week == nil ? 1 : ShopWeek.mostShoppers
            schedule(.shopperArrives, perHour: highest * scene.arrivalsPerHour, after: time)
        case .passerByArrives:
            if comes(scene.week?.passersBy(at: time)) { admit(.passerBy, at: time) }
            schedule(.passerByArrives, perHour: scene.passersByPerHour, after: time)
        case .staffArrives: admit(.staff, at: time, until: scene.week?.staffLeaves(at: time))
        case .pupilArrives: admit(.shopper, at: time, until: scene.week?.span(of: .schoolClass).upperBound)
        case .floods: flood(at: time)
        case .leaves(let person): people.removeValue(forKey: person).map { truth.left($0) }
        case .scans(let person, let phone): scan(person, phone, at: time)
        case .equipmentScans(let index):
            queue.add(.transmits(equipment[index].scan()), at: time)
            queue.add(.equipmentScans(index), at: time + equipment[index].period)
        case .beacon(let index):
            queue.add(.transmits(accessPoints[index].beacon(at: time)), at: time)
            queue.add(.beacon(index), at: time + AccessPoint.beaconInterval)
        case .traffic: exchangeData(at: time)
        case .transmits: preconditionFailure("what is sent is given to the sensor before")
        }
    }

    private mutating func schedule(_ happening: Happening, perHour rate: Double, after time: WallTime) {
        guard rate > 0 else { return }
        let wait = generator.exponentialWait(mean: 3600 / rate)
        queue.add(happening, at: time + Interval(fractionOfSeconds: wait))
    }

    /// Whether somebody who might come does, when so many of those who might really do; `nil`: all.
    private mutating func comes(_ share: Double?) -> Bool { share.map { generator.happens($0) } ?? true }

    /// What a week brings besides those who come at random.
    private mutating func prepare(_ week: ShopWeek) {
        for day in 0..<7 {
            for _ in 0..<scene.staffCount { queue.add(.staffArrives, at: week.staffComes(day: day)) }
        }
        for _ in 0..<ShopWeek.classSize {
            let delay = Interval(fractionOfSeconds: generator.uniform(in: 0...60))
            queue.add(.pupilArrives, at: week.span(of: .schoolClass).lowerBound + delay)
        }
        queue.add(.floods, at: week.span(of: .flood).lowerBound)
    }

    /// A request of a phone that does not exist: its address and what it can do are invented.
    private mutating func flood(at time: WallTime) {
        guard let week = scene.week, week.span(of: .flood).contains(time) else { return }
        let request = ProbeRequestTemplate(
            transmitter: randomAddress(using: &trafficGenerator), sequenceNumber: 0, name: [], channel: scene.channel,
            varying: 0,
            elements: [
                .networkName, .slowRates, .fastRates, .channel,
                .highThroughput(UInt16(truncatingIfNeeded: trafficGenerator.next()), streams: 2),
            ])
        let place = Point(x: scene.widthMetres / 2, y: scene.depthMetres / 2)
        queue.add(
            .transmits(Transmission(frame: request.bytes, place: place, levelOffsetDB: 0, rate: 2)), at: time)
        queue.add(.floods, at: time + ShopWeek.floodGap)
    }

    /// Somebody comes, and leaves at `departure` if that is known.
    private mutating func admit(_ role: Person.Role, at time: WallTime, until departure: WallTime? = nil) {
        var person = Person(role: role, at: time, scene: scene, generator: generator.split())
        let number = nextPerson
        nextPerson &+= 1
        truth.arrived(person)
        if let departure = departure ?? person.stay(in: scene).map({ time + $0 }) {
            let closing = role == .shopper ? scene.week?.closing(at: time) : nil
            queue.add(.leaves(person: number), at: Swift.min(departure, closing ?? departure))
        }
        for index in person.phones.indices {
            let gap = person.phones[index].nextGap(using: &person.generator)
            let phase = person.generator.uniform()
            let wait = Interval(fractionOfSeconds: gap.seconds * phase)
            queue.add(.scans(person: number, phone: index), at: time + wait)
        }
        people[number] = person
    }

    private mutating func scan(_ number: UInt32, _ index: Int, at time: WallTime) {
        guard var person = people.removeValue(forKey: number) else { return }
        let place = person.place(at: time, in: scene)
        let offset = person.phones[index].levelOffsetDB
        for (delay, frame) in person.phones[index].scan(on: scene.channel, using: &person.generator) {
            let transmission = Transmission(frame: frame, place: place, levelOffsetDB: offset, rate: 2)
            queue.add(.transmits(transmission), at: time + delay)
        }
        let gap = person.phones[index].nextGap(using: &person.generator)
        queue.add(.scans(person: number, phone: index), at: time + gap)
        people[number] = person
    }

    private mutating func exchangeData(at time: WallTime) {
        let station = equipment[trafficGenerator.integer(in: 0...equipment.count - 1)]
        let length = trafficGenerator.integer(in: 40...600)
        let data = accessPoints[0].data(to: station.address, length: length, using: &trafficGenerator)
        let answer = acknowledgement(for: accessPoints[0].address, from: station.place)
        queue.add(.transmits(data), at: time)
        queue.add(.transmits(answer), at: time + Interval(nanoseconds: 300_000))
        let wait = Interval(fractionOfSeconds: trafficGenerator.exponentialWait(mean: 0.1))
        queue.add(.traffic, at: time + wait)
    }

    private mutating func installEquipment(at time: WallTime) {
        for (index, seconds) in [60, 45].enumerated() {
            let place = Point(x: 1 + 3 * Double(index), y: scene.depthMetres - 2)
            let address = documentationAddress(UInt8(0x20 + index))
            equipment.append(
                Equipment(address: address, place: place, period: .seconds(Int64(seconds)), channel: scene.channel))
            queue.add(.equipmentScans(index), at: time + .seconds(Int64(5 + 7 * index)))
        }
        truth.equipment = equipment.count
    }

    private mutating func installAccessPoints(at time: WallTime) {
        let names = [scene.guestNetwork, Array("corner-shop-tills".utf8), Array("bakery-next-door".utf8)]
        for (index, name) in names.enumerated() {
            let place = Point(x: 2 + 6 * Double(index), y: scene.depthMetres - 1)
            let address = documentationAddress(UInt8(0x10 + index))
            accessPoints.append(AccessPoint(address: address, name: name, channel: scene.channel, place: place))
            queue.add(.beacon(index), at: time + .milliseconds(31 * Int64(index)))
        }
        queue.add(.traffic, at: time + .milliseconds(50))
    }
}

/// An address that no device has: 00-00-5E-00-53-00 to -FF are for documentation. Source: RFC 7042 §2.1.2.
private func documentationAddress(_ last: UInt8) -> UInt64 { 0x0000_5E00_5300 | UInt64(last) }
