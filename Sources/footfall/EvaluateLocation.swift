public import ArgumentParser
public import Evaluation
import Glibc
import Positioning

struct EvaluateLocation: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "location",
        abstract: "Fits a site to a walk, and scores it on another.",
        discussion: """
            Tables are CSV with a line of names: anchors have anchor,x_m,y_m and z_m if known; walks have \
            point,x_m,y_m,sample,anchor,rssi_dbm, a row for each level. Metres and dBm.

            The calibration walk alone decides the path-loss model, each sensor's offset, the map of what remains, and \
            the settings, by locating each of its points from the others. A test is the mean level of a point of the \
            test walk, or with --per-sample each of its samples.

            Brier is the sum of the squares of p - truth over the zones: 0 is perfect, 2 is certain and wrong. ece is how \
            far stated probabilities are from what happens. bayesBound is the RMSE that the posteriors themselves \
            expect, cramerRaoBound the least one of any unbiased estimator that does not know the area.
            """)

    @Option(help: ArgumentHelp("Where the sensors hang: CSV.", valueName: "file"), completion: .file())
    var anchors: String

    @Option(help: ArgumentHelp("The walk to fit to: CSV.", valueName: "file"), completion: .file())
    var calibration: String

    @Option(help: ArgumentHelp("The walk to score: CSV.", valueName: "file"), completion: .file())
    var test: String

    @Option(
        parsing: .unconditional,
        help: "Where people can be: x0,y0,x1,y1 in metres. Without: the box around sensors and calibration.")
    var area: SiteArea?

    @Option(help: "Zones of equal size: columns x lines.")
    var zones: ZoneRaster = .usual

    @Flag(help: "Scores each sample of a point, not its mean.")
    var perSample = false

    @Option(
        help: ArgumentHelp(
            "Draws errors, reliability of probabilities, and a map of errors into this file (SVG).", valueName: "file"),
        completion: .file())
    var plot: String?

    @Flag(help: "Prints one JSON object.")
    var json = false

    func run() throws {
        let site = try EvaluateInput.read("anchors", anchors) { (bytes) throws(CSVProblem) in
            try SiteMeasurements(anchors: bytes)
        }
        let walk = try EvaluateInput.read("calibration", calibration) { (bytes) throws(CSVProblem) in
            try site.stops(bytes)
        }
        let tests = try EvaluateInput.read("test", test) { (bytes) throws(CSVProblem) in
            try site.stops(bytes, per: perSample ? .sample : .point)
        }
        let plan = site.plan(area, zones, calibration: walk)
        guard let evaluation = try evaluation(of: plan, walk, tests) else {
            throw Failure.exit(
                EX_DATAERR, "cannot use calibration \(calibration): fewer than 3 points (walk to some more)")
        }
        let report = LocationReport(evaluation, plan, calibrationStops: walk.count)
        print(json ? report.json : report.text)
        if let plot { try OutputFile.write(Array(evaluation.plot(plan).svg.utf8), to: plot) }
    }

    private func evaluation(of plan: FloorPlan, _ walk: [Stop], _ tests: [Stop]) throws -> LocationEvaluation? {
        do throws(InvalidPlan) {
            let fit = try ProgressBar.during("fit") { (progress) throws(InvalidPlan) in
                try SiteFit(plan, walk, progress: progress)
            }
            guard let fit else { return nil }
            return try ProgressBar.during("score") { (progress) throws(InvalidPlan) in
                try LocationEvaluation(plan, fit, tests: tests, progress: progress)
            }
        } catch {
            throw Failure.exit(EX_DATAERR, error)
        }
    }
}

extension SiteArea: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension ZoneRaster: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }

    public var defaultValueDescription: String { "\(columns)x\(lines)" }
}
