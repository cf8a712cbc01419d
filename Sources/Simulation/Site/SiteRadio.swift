public import Timekeeping

/// What each sensor of a site gets of what is sent.
struct SiteRadio: Sendable {
    /// How much each sensor hears more than usual, in dB.
    let gains: [Double]
    /// How much each sensor's clock is ahead.
    let clocks: [Interval]

    private let scene: SiteScene
    /// Per floor, per sensor.
    private let shadows: [[ShadowField]]
    private let placeDeviation: Double
    private let scanDeviation: Double
    private var generator: SeededGenerator

    init(_ scene: SiteScene, generator: inout SeededGenerator) {
        self.scene = scene
        var own = generator.split()
        gains = scene.sensors.map { _ in own.normal(deviation: scene.gainDeviationDB) }
        clocks = scene.sensors.map { _ in
            Interval(fractionOfSeconds: own.normal(deviation: scene.clockDeviationMilliseconds) / 1000)
        }
        shadows = scene.floors.map { _ in scene.sensors.map { _ in ShadowField(seed: own.next()) } }
        placeDeviation = scene.radio.shadowingDeviationDB * scene.placeShare.squareRoot()
        scanDeviation = scene.radio.shadowingDeviationDB * (1 - scene.placeShare).squareRoot()
        self.generator = own
    }

    /// The level in dBm at which each sensor gets the frames of one scan from `spot`, but for fading.
    mutating func levels(from spot: SiteMap.Spot, offsetDB: Double, lossDB: Double) -> [Double] {
        let radio = scene.radio
        let walls = scene.floors[spot.floor].walls
        let elevation = scene.floors[spot.floor].elevationMetres + deviceHeightMetres
        return scene.sensors.indices.map { index in
            let sensor = scene.sensors[index]
            let height = scene.floors[sensor.floor].elevationMetres + sensor.heightMetres - elevation
            let distance = max(spot.place.distance(to: sensor.place, height: height), 0.3)
            var level = radio.levelAtOneMetreDBm + offsetDB + gains[index] - lossDB
            level -= 10 * radio.pathLossExponent * decimalLogarithm(distance)
            level -= scene.ceilingLossDB * Double((sensor.floor - spot.floor).magnitude)
            for wall in walls where wall.isBetween(spot.place, sensor.place) { level -= wall.lossDB }
            level += placeDeviation * shadows[spot.floor][index].value(at: spot.place)
            return level + scanDeviation * generator.normal()
        }
    }

    /// The captures of a frame that comes with these levels.
    mutating func receive(_ sending: SiteSending, at time: WallTime) -> [SiteReception] {
        var receptions: [SiteReception] = []
        var check: [UInt8] = []
        for sensor in sending.levels.indices {
            let level = sending.levels[sensor] + generator.normal(deviation: scene.radio.fadingDeviationDB)
            guard !generator.happens(scene.radio.lossProbability), level >= scene.radio.sensitivityDBm else { continue }
            if check.isEmpty { check.append(littleEndian: checkSequence(of: sending.frame)) }
            let local = time + clocks[sensor]
            var bytes = radiotapHeader(
                at: local, rate: sending.rate, channel: scene.channel, level: Int8(min(level.rounded(), -5)))
            bytes += sending.frame
            bytes += check
            receptions.append(SiteReception(sensor: sensor, frame: SimulatedFrame(time: local, bytes: bytes)))
        }
        return receptions
    }

    private var deviceHeightMetres: Double { 1 }
}

extension SiteSimulation {
    /// An acknowledgement for nobody, which says nothing and is counted by nobody: the first frame of each capture.
    public static func marker(at time: WallTime) -> SimulatedFrame {
        let frame = acknowledgement(for: 0x0000_5E00_53FF, from: Point(x: 0, y: 0)).frame
        var bytes = radiotapHeader(at: time, rate: 2, channel: 6, level: -90) + frame
        bytes.append(littleEndian: checkSequence(of: frame))
        return SimulatedFrame(time: time, bytes: bytes)
    }
}

/// A frame on the air of a site.
struct SiteSending: Sendable {
    /// The 802.11 bytes without the check sequence.
    var frame: [UInt8]
    /// In units of 500 kb/s, as radiotap counts.
    var rate: UInt8
    /// The level at each sensor in dBm, but for fading.
    var levels: [Double]
}
