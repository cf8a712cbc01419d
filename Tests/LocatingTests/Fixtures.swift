import Fleet
import Locating
import Positioning
import Privacy
import RealModule
import Timekeeping

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

/// 2026-03-02T10:00:00Z.
let start = WallTime(seconds: 1_772_445_600)

func scan(
    _ tag: UInt32, at time: WallTime = start, formerTag: UInt32? = nil, frames: Int = 3, level: Double = -60,
    frequency: UInt16? = 2_437
) -> SensorScan {
    SensorScan(
        time: time, tag: Tag(bits: tag), formerTag: formerTag.map(Tag.init(bits:)), signature: SignatureClass(bits: 7),
        frames: frames, levelDBm: level, frequencyMegahertz: frequency, isRandomised: true)
}

func batch(
    _ sequence: Int, until: WallTime, isSynchronised: Bool = true, isListening: Bool = true,
    frequency: UInt16? = 2_437, boot: WallTime = start, _ scans: [SensorScan] = []
) -> SightingBatch {
    SightingBatch(
        boot: boot, sequence: sequence, key: KeyName(epoch: 2_954_076, chain: 7), until: until,
        isSynchronised: isSynchronised,
        isListening: isListening, frequencyMegahertz: frequency, scans: scans)
}

/// The shop of the science page: 20 m × 30 m, six uneven zones.
enum Shop {
    static let layouts: [Int: [(Double, Double)]] = [
        1: [(10, 3)], 2: [(10, 3), (10, 27)],
        4: [(2, 2), (18, 2), (2, 28), (18, 28)],
        6: [(4, 5), (16, 5), (4, 15), (16, 15), (4, 25), (16, 25)],
    ]

    static let zones = [
        zone("entrance", [(0, 0), (20, 0), (20, 5), (0, 5)]),
        zone("checkout", [(14, 5), (20, 5), (20, 11), (14, 11)]),
        zone("left", [(0, 5), (8, 5), (8, 18), (0, 18)]),
        zone("right", [(8, 5), (14, 5), (14, 11), (20, 11), (20, 18), (8, 18)]),
        zone("back-left", [(0, 18), (12, 18), (12, 30), (0, 30)]),
        zone("back-right", [(12, 18), (20, 18), (20, 30), (12, 30)]),
    ]

    static func plan(_ places: [(Double, Double)], outside: [OutsideStrip] = []) -> FloorPlan {
        .singleFloor(
            polygon([(0, 0), (20, 0), (20, 30), (0, 30)]), outside: outside, zones: zones,
            sensors: places.enumerated().map {
                Sensor(name: "s\($0.offset)", floor: "floor", position: Point(x: $0.element.0, y: $0.element.1))
            })
    }

    static func plan(_ count: Int) -> FloorPlan { plan(layouts[count] ?? []) }

    /// What the simulation is made of, known to the locator.
    static var calibration: Calibration {
        var model = PathLossModel()
        model.exponent = 3
        model.shadowing = 4
        model.transmitSpread = 5
        return Calibration(model: model)
    }

    static func polygon(_ corners: [(Double, Double)]) -> Polygon {
        Polygon(corners.map { Point(x: $0.0, y: $0.1) })
    }

    private static func zone(_ name: String, _ corners: [(Double, Double)]) -> Zone {
        Zone(name: name, floor: "floor", outline: polygon(corners))
    }
}
