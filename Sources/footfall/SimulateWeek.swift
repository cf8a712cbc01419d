import Capture
import Simulation
import Timekeeping

/// `footfall simulate --week`: the captures of one sensor in a shop's week, a file a day, and what is really so.
///
/// A file ends where the sensor does: with a power cut or a dead sensor. Of frames there are probe requests only, as
/// from a capture with a filter; a week of beacons would take gigabytes.
struct SimulateWeek {
    let seed: UInt64
    let folder: String
    /// How many people enter in an open hour, and pass by in an hour, on average; `nil` for the usual business.
    let arrivals, passersBy: Double?

    /// Writes all files; says how much there was.
    func run() throws {
        try OutputFile.makeFolder(folder)
        try OutputFile.makeFolder("\(folder)/truth")
        do throws(CaptureError) { try write() } catch { throw Failure.exit(error.exitStatus, error) }
    }

    private func write() throws(CaptureError) {
        let week = ShopWeek()
        var scene = ShopScene()
        scene.week = week
        scene.hasAccessPoints = false
        if let arrivals { scene.arrivalsPerHour = arrivals }
        if let passersBy { scene.passersByPerHour = passersBy }
        var shop = ShopSimulation(seed: seed, start: week.start, duration: ShopWeek.length, scene: scene)
        let truth = try WeekTruthFiles(week, folder: "\(folder)/truth")
        let simulated = ProgressBar.Count()
        let progress = ProgressBar("simulate", total: Int(ShopWeek.length.seconds)) { simulated.done }
        defer { progress.end() }
        var captures = DailyCaptures(week, folder: folder)
        var frames = 0
        while let step = shop.step() {
            simulated.reach(Int((shop.truth.at - week.start).seconds))
            switch step {
            case .heard(let frame):
                try captures.write(frame)
                frames += 1
            case .moved: try truth.write(shop.truth.inside, from: shop.truth.at)
            }
        }
        try captures.close()
        try truth.close()
        Failure.say(
            "\(frames) frames in a week; \(shop.truth.entries) people came in, \(shop.truth.passages) passed by; captures in "
                + "\(folder), truth in \(folder)/truth")
    }
}

/// The captures of a week, one after the other: `2026-03-05.pcap`, and `2026-03-05-2.pcap` after a silence that day.
private struct DailyCaptures {
    private let week: ShopWeek
    private let folder: String
    private var capture: SensorCapture?
    private var date: Substring = ""
    private var part = 1
    private var last: WallTime

    init(_ week: ShopWeek, folder: String) {
        self.week = week
        self.folder = folder
        last = week.start
    }

    mutating func write(_ frame: SimulatedFrame) throws(CaptureError) {
        let date = frame.time.rfc3339.prefix(10)
        let wasSilent = [ShopWeek.Incident.powerCut, .deadSensor].contains { incident in
            (last..<frame.time).contains(week.span(of: incident).lowerBound)
        }
        if date != self.date || wasSilent {
            try close()
            part = date == self.date ? part + 1 : 1
            self.date = date
            capture = try SensorCapture(path: "\(folder)/\(date)\(part > 1 ? "-\(part)" : "").pcap")
        }
        last = frame.time
        try capture?.write(frame)
    }

    mutating func close() throws(CaptureError) { try capture.take()?.close() }
}

/// What is really so in a week: `occupancy.csv`; `counted.csv`, which is Monday and Tuesday of it, to calibrate on; and
/// `incidents.csv`.
private struct WeekTruthFiles {
    private let week: ShopWeek
    private let whole, counted: OccupancyFile

    init(_ week: ShopWeek, folder: String) throws(CaptureError) {
        self.week = week
        whole = try OccupancyFile("\(folder)/occupancy.csv")
        counted = try OccupancyFile("\(folder)/counted.csv")
        let incidents = try TextFile("\(folder)/incidents.csv", heading: "from_s,to_s,incident")
        for incident in ShopWeek.Incident.allCases {
            let span = week.span(of: incident)
            try incidents.write("\(epoch(span.lowerBound)),\(epoch(span.upperBound)),\(incident.rawValue)")
        }
        try incidents.close()
        for file in [whole, counted] { try file.write(0, from: week.start) }
    }

    func write(_ people: Int, from time: WallTime) throws(CaptureError) {
        try whole.write(people, from: time)
        if time < countedUntil { try counted.write(people, from: time) }
    }

    func close() throws(CaptureError) {
        try whole.close(at: week.start + ShopWeek.length)
        try counted.close(at: countedUntil)
    }

    private var countedUntil: WallTime { week.start + .minutes(2 * 1_440) }
}
