import Fleet
import Locating
import Positioning
import Privacy
import RealModule
import Timekeeping

/// Phones at random places of the shop, several sensors, and a locator that knows only the batches that they send.
struct RadioShop {
    let plan: FloorPlan
    let model = Shop.calibration.model
    var locator: SiteLocator
    var generator: Seeded
    /// The fixed channel of each sensor, and whether it sends anything.
    var frequencies: [UInt16]
    var isWorking: [Bool]
    /// How far each sensor's clock is off.
    var clockErrors: [Interval]
    private(set) var truths: [UInt32: Point] = [:]
    private(set) var locations: [Location] = []
    private(set) var bytes = 0
    private(set) var batches = 0
    private var collectors: [ScanCollector]
    private var second = 0
    private var nextTag: UInt32 = 0

    init(_ plan: FloorPlan, seed: UInt64 = 1) throws {
        self.plan = plan
        locator = try SiteLocator(plan, Shop.calibration, step: 2, at: Uptime(seconds: 0))
        generator = Seeded(seed)
        let count = plan.sensors.count
        frequencies = Array(repeating: 2_437, count: count)
        isWorking = Array(repeating: true, count: count)
        clockErrors = Array(repeating: .zero, count: count)
        collectors = Array(repeating: ScanCollector(), count: count)
    }

    /// Lets seconds pass with so many scans in each, of three frames, somewhere in the shop, some of them in the street
    /// before its window.
    mutating func run(seconds: Int, scansPerSecond: Int, outside share: Double = 0) {
        for _ in 0..<seconds {
            for _ in 0..<scansPerSecond {
                if share > 0, generator.uniform() < share {
                    transmit(from: Point(x: generator.uniform(-5..<25), y: generator.uniform(-8..<0)))
                } else {
                    transmit(from: Point(x: generator.uniform(0..<20), y: generator.uniform(0..<30)))
                }
            }
            passSecond()
        }
    }

    /// A phone that nobody has seen scans at `place`.
    mutating func transmit(from place: Point) {
        nextTag += 1
        truths[nextTag] = place
        let begin = start + .seconds(Int64(second)) + .milliseconds(Int64(generator.uniform(0..<700)))
        let power = model.referenceLevel + model.transmitSpread * generator.gaussian()
        for sensor in plan.sensors.indices {
            let shadow = model.shadowing * generator.gaussian()
            for frame in 0..<3 {
                let time = begin + .milliseconds(20 * Int64(frame)) + clockErrors[sensor]
                hear(sensor, level: mean(sensor, place, power) + shadow, at: time)
            }
        }
    }

    /// Every working sensor sends its second to the locator.
    mutating func passSecond() {
        let until = start + .seconds(Int64(second + 1))
        let present = until + .milliseconds(120)
        let now = Uptime(seconds: 0) + (present - start)
        for sensor in plan.sensors.indices where isWorking[sensor] {
            let (scans, dropped) = collectors[sensor].take()
            let sent = SightingBatch(
                boot: start, sequence: second, key: KeyName(epoch: 1, chain: 1), until: until + clockErrors[sensor],
                isSynchronised: true,
                frequencyMegahertz: frequencies[sensor], droppedScans: dropped, scans: scans)
            bytes += sent.encoded.count
            batches += 1
            guard let read = try? SightingBatch(decoding: sent.encoded) else { continue }
            locator.received(read, from: sensor, at: present, now: now)
        }
        second += 1
        locator.takeLocations(at: present, now: now) { locations.append($0) }
    }

    /// The score of all locations so far.
    var score: LocationScore { LocationScore(outcomes(from: 0)) }

    /// How right the locations are, from one on.
    func outcomes(from first: Int) -> [LocationScore.Outcome] {
        locations[first...].compactMap { location in
            guard let truth = truths[location.scan.tag.bits] else { return nil }
            return LocationScore.Outcome(
                error: location.posterior.position.distance(to: truth), probabilities: location.zones,
                trueZone: plan.zones.firstIndex { $0.outline.contains(truth) })
        }
    }

    private func mean(_ sensor: Int, _ place: Point, _ power: Double) -> Double {
        let height = plan.sensors[sensor].height - model.deviceHeight
        let across = plan.sensors[sensor].position.distance(to: place)
        let window = place.y < 0 ? 6.0 : 0
        return power - window - 10 * model.exponent * .log10((across * across + height * height).squareRoot())
    }

    private mutating func hear(_ sensor: Int, level: Double, at time: WallTime) {
        let received = (level + model.fading * generator.gaussian()).rounded()
        let isLost = generator.uniform() < model.lossProbability
        guard received >= model.sensitivity, !isLost else { return }
        collectors[sensor].sighted(
            Sighting(
                time: time, tag: Tag(bits: nextTag), signature: SignatureClass(bits: 1), levelDBm: Int8(received),
                frequencyMegahertz: frequencies[sensor], isRandomised: true),
            formerTag: nil)
    }
}
