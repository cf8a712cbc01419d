import Agent
import ArgumentParser
import Capture
import Evaluation
import Fleet
import Glibc
import Locating
import Positioning
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

            Exit status: 0; 65 when there are too few scans (30, or 300 with --from); 66 when a file cannot be read; 78 when the site document or \
            the calibration is wrong.
            """)

    @OptionGroup var input: CalibrationInput

    @Option(
        help: ArgumentHelp(
            "Where the scans really were (epoch_s,floor,x_m,y_m): true errors are told, too.", valueName: "file"),
        completion: .file())
    var truth: String?

    func run() throws {
        let site = try SiteArgument.read(input.site)
        let plan = site.plan
        let scans = try input.scans(of: site)
        let previous = try input.previous(of: site)
        let kept = Self.thinned(scans)
        let places = try truth.map { path in
            let table = try EvaluateInput.read("truth", path) { (bytes) throws(CSVProblem) in
                try PlaceTable(bytes, on: plan)
            }
            return kept.map { table.place(at: $0.time) }
        }
        var keeper = CalibrationKeeper(previous, at: .init(seconds: 0))
        for scan in kept { keeper.heard(scan.readings, of: scan.tag, at: scan.time) }
        let task: CalibrationKeeper.Assignment
        do throws(CalibrationKeeper.Refusal) { task = try keeper.requested() } catch {
            throw Failure.exit(EX_DATAERR, "cannot calibrate: \(error)")
        }
        guard let outcome = ProgressBar.during("fit", { task.run(on: plan, progress: $0) }) else {
            throw Failure.exit(EX_DATAERR, "cannot calibrate: the scans do not tell the radio of the site")
        }
        let work = CalibrationOutput(site: site, before: previous, after: outcome.calibration, alarms: outcome.alarms)
        try work.report(kept.map(\.readings), places ?? kept.map { _ in nil }, input)
    }

    /// Evenly chosen scans that two sensors at least heard, as many as the keeper holds.
    private static func thinned(_ scans: [ScanGatherer.Scan]) -> [ScanGatherer.Scan] {
        var quota = ScanQuota()
        let useful = scans.filter { scan in
            scan.readings.count(where: { if case .heard = $0 { true } else { false } }) >= 2
                && quota.admits(scan.tag, formerTag: nil, at: scan.time)
        }
        let count = CalibrationKeeper.mostBursts
        guard useful.count > count else { return useful }
        return (0..<count).map { useful[$0 * useful.count / count] }
    }
}
