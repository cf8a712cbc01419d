import Agent
import ArgumentParser
import Capture
import Counting
import Evaluation
import Glibc

struct EvaluateCount: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "count",
        abstract: "Counts the devices and people of captures, and compares them with a count by hand.",
        discussion: """
            The estimator speaks of 15 minutes. A shorter window is the 15 minutes around its middle, inside what the \
            captures cover; a longer one is the mean, minute by minute, of the 15 minutes inside it. A running agent \
            cannot know what comes: it reads the 15 minutes that end now. Of captures shorter than 15 minutes the scans \
            are scaled up. Windows begin with the first minute of the captures; where captures lie more than 15 minutes \
            apart there are none between.

            The whole is how many devices came in the course of it: each class of devices counts for the number that it \
            had half of the time, for one at least, and for half of one when it scanned but once. Distinct addresses are \
            exact, of frames at --min-rssi or stronger; scan events are bursts of one class whose mean level is.

            Truth is CSV: epoch_s,people_present_from_here, a row whenever the number changes, at last EPOCH,end. A \
            window's truth is its mean over the window. Without --calibrate-on a device is taken for a person within a \
            factor of two. With it, people are devices times the ratio of the windows that this truth speaks of, with a \
            95 % interval, and those windows are not scored. mape is over windows with at least one person on average.

            The agent learns at night what never leaves, printers and staff's computers, and does not take it for people. \
            So does this with --time-zone, from the first night of the captures on: people are the devices less those \
            that are stationary.

            How many devices of a class there are, given how often it scans, is told by a class table. --learn makes one \
            of captures of one device each (several of a model, in several states), and --table counts by it.

            Exit status: 0; 64 for wrong arguments; 65 when a capture is damaged (what stands before the damage was \
            used), its link type cannot be read, or a table is wrong; 66 when a file cannot be read.
            """)

    @Option(
        parsing: .upToNextOption, help: ArgumentHelp("Captures: pcap or pcapng, merged by time.", valueName: "file"),
        completion: .file())
    var capture: [String]

    @Option(help: ArgumentHelp("How long a window is, in seconds: whole minutes up to a day.", valueName: "seconds"))
    var window: Int = 300

    @Option(
        name: .customLong("min-rssi"), parsing: .unconditional,
        help: "Scans at this level in dBm or stronger are inside.")
    var minimumLevel: Int = -75

    @Option(help: ArgumentHelp("How many people were really there: CSV.", valueName: "file"), completion: .file())
    var truth: String?

    @Option(
        help: ArgumentHelp("How many people were there in the windows to calibrate on: CSV.", valueName: "file"),
        completion: .file())
    var calibrateOn: String?

    @Option(
        help: ArgumentHelp(
            "The class table to count by: what --learn printed. Without it, the one that the agent uses.",
            valueName: "file"),
        completion: .file())
    var table: String?

    @Option(
        name: .customLong("time-zone"),
        help: "The time zone of the place, such as Europe/Berlin: what is there from 2 to 5 at night is no people.")
    var timeZone: String?

    @Flag(help: "Learns a class table from captures of one device each, and prints it.")
    var learn = false

    @Option(
        help: ArgumentHelp("Draws people over time with truth and errors into this file (SVG).", valueName: "file"),
        completion: .file())
    var plot: String?

    @Flag(help: "Prints one JSON object.")
    var json = false

    func validate() throws {
        if capture.isEmpty { throw ValidationError("name at least one capture") }
        if capture.contains("-") { throw ValidationError("a capture is read twice, standard input cannot be") }
        guard window.isMultiple(of: 60), (60...86_400).contains(window) else {
            throw ValidationError("--window is a number of seconds that makes whole minutes, 60 to 86400")
        }
        guard !learn || truth == nil && calibrateOn == nil && table == nil && timeZone == nil else {
            throw ValidationError("--learn goes with --capture and --min-rssi only")
        }
        if let timeZone, TimeZoneFile.rules(of: timeZone) == nil {
            throw ValidationError(
                "--time-zone is the IANA name of a time zone, such as Europe/Berlin; this machine knows no \(timeZone) "
                    + "(is tzdata installed?)")
        }
        guard (-120...0).contains(minimumLevel) else {
            throw ValidationError("--min-rssi is a level in dBm from -120 to 0")
        }
    }

    func run() throws {
        if learn { return print(try learnt().json) }
        let truth = try truth.map { try EvaluateInput.read("truth", $0, OccupancyTruth.init) }
        let calibration = try calibrateOn.map { try EvaluateInput.read("truth", $0, OccupancyTruth.init) }
        let result = try count()
        let evaluation = CountEvaluation(
            result.windows, whole: result.whole, windowMinutes: window / 60, truth: truth,
            calibrationTruth: calibration)
        if let calibrateOn, evaluation.calibration == nil {
            throw Failure.exit(
                EX_DATAERR,
                "cannot calibrate on \(calibrateOn): it speaks of fewer than two windows of the captures, or no device "
                    + "was there (name the captures of that time too)")
        }
        let report = CountReport(evaluation)
        print(json ? report.json : report.text)
        if let plot { try OutputFile.write(Array(evaluation.plot.svg.utf8), to: plot) }
        try warn(of: result)
    }

    private func learnt() throws -> ClassTable {
        let replay = LearningReplay(minimumLevelDBm: minimumLevel)
        do throws(CaptureError) {
            if let table = try replay.run(paths: capture) { return table }
        } catch { throw Failure.exit(error.exitStatus, error) }
        throw Failure.exit(
            EX_DATAERR,
            "cannot learn from these captures: no device in them scans under changing addresses at \(minimumLevel) dBm or "
                + "stronger (--min-rssi?)")
    }

    private func count() throws -> CountingResult {
        let table = try table.map { try EvaluateInput.read("class table", $0, ClassTable.init(json:)) }
        let progress = ProgressBar("count", reading: capture, passes: 2)
        defer { progress.end() }
        let replay = CountingReplay(
            minimumLevelDBm: minimumLevel, windowMinutes: window / 60, table: table ?? .shipped,
            timeZone: timeZone.flatMap(TimeZoneFile.rules))
        do throws(CountingReplayError) { return try replay.run(paths: capture) } catch {
            switch error {
            case .capture(let error): throw Failure.exit(error.exitStatus, error)
            case .tooLong(let days):
                throw Failure.exit(
                    EX_DATAERR, "cannot count \(days) days at once: a year at most (are the times of all frames right?)"
                )
            }
        }
    }

    private func warn(of result: CountingResult) throws {
        if result.probeRequestsWithoutLevel > 0 {
            Failure.say(
                "\(result.probeRequestsWithoutLevel) probe requests tell no level and are not counted (capture with "
                    + "radiotap headers)")
        }
        for damage in result.damages { Failure.say(damage) }
        if let linkType = result.foreignLinkType {
            Failure.say("cannot read link type \(linkType): supported are \(ReplaySummary.supportedLinkTypes)")
        }
        if !result.damages.isEmpty || result.foreignLinkType != nil { throw ExitCode(EX_DATAERR) }
    }
}
