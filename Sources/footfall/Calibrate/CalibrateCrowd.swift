import Agent
import ArgumentParser
import Capture
import Evaluation
import Fleet
import Glibc
import Locating
import Positioning
import Privacy
import Timekeeping

struct CalibrateCrowd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "crowd",
        abstract: "From the scans of whoever was there, without labels.",
        discussion: """
            Reads what the sensors of a site captured at the same time, finds the path-loss exponent, the shadowing and \
            each sensor's gain that make the scans most probable, and says what that brings: before and after on the \
            same scans. 100 scans are enough for a first calibration, 300 for a nightly one. The locator does the same by \
            itself.

            Give a folder in which each sensor's capture is called SENSOR.pcap (footfall simulate --site makes one), or \
            what the sensors published: lines of topic and payload in hex, as mosquitto_sub -F '%t %x' -t \
            'footfall/v1/SITE/sensor/+/sightings' prints them.

            Exit status: 0; 65 when there are too few scans; 66 when a file cannot be read; 78 when the site document or \
            the calibration is wrong.
            """)

    @OptionGroup var input: CalibrationInput

    @Option(
        help: "Where the scans really were (epoch_s,floor,x_m,y_m): true errors are told, too.", completion: .file())
    var truth: String?

    func run() throws {
        let site = try SiteArgument.read(input.site)
        let plan = site.plan
        let scans = try input.scans(of: site)
        let previous = try input.previous(of: site)
        let keptScans = CrowdCalibration.thinned(scans, to: Self.mostScans)
        let places = try truth.map { path in
            let table = try EvaluateInput.read("truth", path) { (bytes) throws(CSVProblem) in
                try PlaceTable(bytes, on: plan)
            }
            return keptScans.map { table.place(at: $0.time) }
        }
        let readings = keptScans.map(\.readings)
        var keeper = CalibrationKeeper(previous, at: scans.first?.time ?? .init(seconds: 0))
        for burst in readings { keeper.heard(burst) }
        guard let task = keeper.requested(), let offered = task.run(on: plan) else {
            throw Failure.exit(
                EX_DATAERR, "cannot calibrate: \(keeper.burstCount) scans that two sensors heard, 30 needed")
        }
        let outcome = keeper.finished(offered)
        let work = CalibrationOutput(site: site, before: previous, after: outcome.calibration, alarms: outcome.alarms)
        try work.report(readings, places ?? readings.map { _ in nil }, input)
    }

    /// More scans make it slower and not better.
    private static let mostScans = 3000
}

extension CrowdCalibration {
    /// Evenly chosen scans, at most `count`, that two sensors at least heard. What never moves and never rests would
    /// pull the gains towards its own place: of one tag three scans count.
    fileprivate static func thinned(_ scans: [ScanGatherer.Scan], to count: Int) -> [ScanGatherer.Scan] {
        var taken: [Tag: Int] = [:]
        let useful = scans.filter { scan in
            guard scan.readings.count(where: { if case .heard = $0 { true } else { false } }) >= 2 else { return false }
            taken[scan.tag, default: 0] += 1
            return taken[scan.tag, default: 0] <= 3
        }
        guard useful.count > count else { return useful }
        return (0..<count).map { useful[$0 * useful.count / count] }
    }
}
