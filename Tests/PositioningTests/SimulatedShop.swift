import Positioning
import RealModule

/// Random numbers that are the same in every run (SplitMix64).
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func uniform(_ range: Range<Double> = 0..<1) -> Double { Double.random(in: range, using: &self) }

    mutating func gaussian() -> Double {
        (-2 * Double.log(1 - uniform())).squareRoot() * Double.cos(2 * .pi * uniform())
    }
}

/// What sensors hear of phones at random places, as `simulate` of `loc/model.py`: shadowing, fading, whole decibels,
/// lost frames, frames below the sensitivity.
struct SimulatedShop {
    var plan: FloorPlan
    var model = Shop.model
    /// True gain per sensor, in decibels.
    var offsets: [Double]
    var frames = 3
    /// Share of links that a shelf or a person weakens by 6 to 18 dB.
    var blockedShare = 0.0
    var generator: Seeded

    init(sensors: Int, seed: UInt64) {
        plan = Shop.plan(sensors)
        offsets = Array(repeating: 0, count: sensors)
        generator = Seeded(seed)
    }

    mutating func stop() -> Stop {
        stop(at: Point(x: generator.uniform(0..<20), y: generator.uniform(0..<30)))
    }

    mutating func stop(at point: Point, behind wallLoss: Double = 0) -> Stop {
        let power = model.referenceLevel + model.transmitSpread * generator.gaussian() - wallLoss
        return Stop(point: point, readings: plan.sensors.indices.map { reading(of: $0, at: point, power: power) })
    }

    private mutating func reading(of sensor: Int, at point: Point, power: Double) -> Reading {
        let height = plan.sensors[sensor].height - model.deviceHeight
        let across = plan.sensors[sensor].position.distance(to: point)
        let distance = (across * across + height * height).squareRoot()
        var mean = power + offsets[sensor] - 10 * model.exponent * .log10(distance)
        mean += model.shadowing * generator.gaussian()
        if generator.uniform() < blockedShare { mean -= generator.uniform(6..<18) }
        var levels: [Double] = []
        for _ in 0..<frames {
            let level = (mean + model.fading * generator.gaussian()).rounded()
            let lost = generator.uniform() < model.lossProbability
            if level >= model.sensitivity, !lost { levels.append(level) }
        }
        guard !levels.isEmpty else { return .silent }
        return .heard(level: levels.reduce(0, +) / Double(levels.count), frames: levels.count)
    }
}
