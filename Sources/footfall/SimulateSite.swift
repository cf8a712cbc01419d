import Capture
import Fleet
import Glibc
import Simulation
import Timekeeping

/// `footfall simulate --site`: a capture for each sensor of a site, and what is really so.
struct SimulateSite {
    let site: SiteDocument
    let hours: Double
    let seed: UInt64
    let folder: String
    /// How much the sensors' clocks are off, in milliseconds.
    let clockMilliseconds: Double
    /// The hours after the opening that are left out.
    let skippedHours: Double
    /// How many people enter and pass by in an hour, on average; `nil` for the usual business.
    let arrivals, passersBy: Double?

    /// Writes all files; says how much there was.
    func run() throws {
        try OutputFile.makeFolder(folder)
        try OutputFile.makeFolder("\(folder)/truth")
        var scene = SiteScene(site)
        scene.clockDeviationMilliseconds = clockMilliseconds
        if let arrivals { scene.arrivalsPerHour = arrivals }
        if let passersBy { scene.passersByPerHour = passersBy }
        let skipped = Interval(nanoseconds: Int64(skippedHours * 3600e9))
        let duration = skipped + Interval(nanoseconds: Int64(hours * 3600e9))
        var simulation = SiteSimulation(seed: seed, duration: duration, scene: scene)
        let tally: Tally
        do throws(CaptureError) { tally = try write(&simulation, skipped, duration) } catch {
            throw Failure.exit(error.exitStatus, error)
        }
        Failure.say(tally.text(hours: hours, sensors: site.listeners.count, folder: folder))
    }

    private func write(
        _ simulation: inout SiteSimulation, _ skipped: Interval, _ duration: Interval
    ) throws(CaptureError) -> Tally {
        let opening = simulation.now
        let start = opening + skipped
        let simulated = ProgressBar.Count()
        let progress = ProgressBar("simulate", total: Int(duration.seconds)) { simulated.done }
        defer { progress.end() }
        var tally = Tally()
        var captures: [SensorCapture] = []
        for sensor in site.listeners { captures.append(try SensorCapture(path: "\(folder)/\(sensor.id).pcap")) }
        // All captures begin at the same instant, so that they can be played side by side.
        for capture in captures { try capture.write(SiteSimulation.marker(at: start)) }
        let truth = try SiteTruthFiles(site, folder: "\(folder)/truth", sensors: simulation.sensors)
        var before: SiteOccupancy?
        while let happening = simulation.next() {
            simulated.reach(Int((simulation.now - opening).seconds))
            if simulation.now < start {
                if case .moved(let occupancy) = happening { before = occupancy }
                continue
            }
            if var occupancy = before.take() {
                occupancy.time = start
                try truth.write(.moved(occupancy))
            }
            tally.add(happening)
            if case .heard(let receptions) = happening {
                for reception in receptions { try captures[reception.sensor].write(reception.frame) }
            } else {
                try truth.write(happening)
            }
        }
        for capture in captures { try capture.close() }
        try truth.close(at: opening + duration)
        return tally
    }

    private struct Tally {
        var frames = 0
        var receptions = 0
        var scans = 0
        var visits: [SimulatedVisit.Role: Int] = [:]

        mutating func add(_ happening: SiteHappening) {
            switch happening {
            case .heard(let all):
                frames += 1
                receptions += all.count
            case .scanned: scans += 1
            case .left(let visit): visits[visit.role, default: 0] += 1
            case .moved: break
            }
        }

        func text(hours: Double, sensors: Int, folder: String) -> String {
            "\(hours) hours: \(frames) frames heard \(receptions) times by \(sensors) sensors, \(scans) scans; "
                + "\(visits[.shopper] ?? 0) shoppers came and went, \(visits[.passerBy] ?? 0) people passed by; "
                + "captures in \(folder), truth in \(folder)/truth"
        }
    }
}
