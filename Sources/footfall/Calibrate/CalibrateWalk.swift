import Agent
import ArgumentParser
import Capture
import Evaluation
import Fleet
import Glibc
import Locating
import Positioning
import Timekeeping
import Uplink

struct CalibrateWalk: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "walk",
        abstract: "From a walk over known places with a phone that scans all the time.",
        discussion: """
            The phone keeps its address (randomisation off) and scans without pause: open its list of networks, or let a \
            laptop scan in a loop. Among what is heard during a stop, the transmitter of by far the most frames is taken \
            for it; a stop with two such is refused.

            Live, with --broker: stand still, type x and y in metres on the plan (and the floor, where there are \
            several), press Enter, wait for the line that says how many sensors heard the phone, go on. End with Ctrl-D. \
            Points may come from another program through a pipe, too. The broker has to let this program read sightings.

            Afterwards, with --captures or --sightings: --stops is a table epoch_s,until_s,floor,x_m,y_m.

            3 stops give path loss and gains; from 20 on, a map of what shelves and walls do is made, too.

            Exit status: 0; 65 when there are too few stops; 66 when a file cannot be read; 69 when the broker cannot be \
            reached; 78 when the site document or the calibration is wrong.
            """)

    @OptionGroup var input: CalibrationInput

    @Option(
        help: ArgumentHelp("A table of the stops: epoch_s,until_s,floor,x_m,y_m.", valueName: "file"),
        completion: .file())
    var stops: String?

    @Option(help: ArgumentHelp("Live: the broker, for instance mqtt://127.0.0.1:1883.", valueName: "url"))
    var broker: String?

    @Option(help: "Live: how long each stop lasts, in seconds.")
    var seconds: Int = 20

    func validate() throws {
        guard (stops == nil) != (broker == nil) else {
            throw ValidationError("give --stops, or --broker for a live walk")
        }
        guard (5...600).contains(seconds) else { throw ValidationError("--seconds is a number from 5 to 600") }
    }

    func run() throws {
        let site = try SiteArgument.read(input.site)
        let plan = site.plan
        let previous = try input.previous(of: site)
        let walked = try stops.map { try recorded($0, site) } ?? live(site)
        let fit: SiteFit?
        do throws(InvalidPlan) {
            fit = try ProgressBar.during("fit") { (progress) throws(InvalidPlan) in
                try SiteFit(plan, walked, after: previous, progress: progress)
            }
        } catch {
            throw Failure.exit(EX_CONFIG, error)
        }
        guard let fit else {
            throw Failure.exit(
                EX_DATAERR, "cannot calibrate: \(walked.count) good stops, \(WalkCalibration.minimum) needed")
        }
        Failure.say(
            "\(walked.count) stops; each located by the others: mean error "
                + "\(CalibrationReview.number(fit.crossValidatedError)) m")
        let output = CalibrationOutput(site: site, before: previous, after: fit.calibration, alarms: [])
        try output.report(walked.map(\.readings), walked.map(\.place), input)
    }

    private func recorded(_ path: String, _ site: SiteDocument) throws -> [Stop] {
        let plan = site.plan
        let table = try EvaluateInput.read("stops", path) { (bytes) throws(CSVProblem) in
            try PlaceTable(bytes, on: plan)
        }
        let scans = try input.scans(of: site)
        return table.entries.enumerated().compactMap { index, entry in
            guard let until = entry.until else {
                Failure.say("stop \(index + 1) has no until_s, and was left out")
                return nil
            }
            return Self.stop(index + 1, at: entry.place, from: entry.from, until: until, in: scans)
        }
    }

    private func live(_ site: SiteDocument) throws -> [Stop] {
        let sightings = try LiveSightings(broker ?? "", site)
        defer { sightings.stop() }
        var found: [Stop] = []
        var number = 0
        Failure.say("type x y [floor] at each stop, Ctrl-D at the end")
        while let line = readLine() {
            guard let place = Self.place(line, site) else {
                Failure.say("cannot read this stop (two numbers in metres, and the floor where there are several)")
                continue
            }
            number += 1
            let start = SightingClock.now
            sleep(UInt32(seconds))
            // Sensors publish each second; what they heard at the end of the stop is on its way.
            sleep(3)
            let stop = Self.stop(
                number, at: place, from: start, until: start + .seconds(Int64(seconds)), in: sightings.takeScans())
            if let stop { found.append(stop) }
        }
        return found
    }

    private static func stop(
        _ number: Int, at place: ResidualMap.Place, from start: WallTime, until end: WallTime,
        in scans: [ScanGatherer.Scan]
    ) -> Stop? {
        do throws(WalkStop.Refusal) {
            let stop = try WalkStop.stop(at: place, from: start, until: end, in: scans)
            let count = stop.readings.count { if case .heard = $0 { true } else { false } }
            Failure.say("stop \(number): heard by \(count) of \(stop.readings.count) sensors")
            return stop
        } catch {
            switch error {
            case .tooFewFrames(let count):
                Failure.say(
                    "stop \(number) does not count: \(count) frames of one transmitter (is the phone scanning?)")
            case .notAlone:
                Failure.say(
                    "stop \(number) does not count: two transmitters sent as much (repeat it when it is quieter)")
            }
            return nil
        }
    }

    private static func place(_ line: String, _ site: SiteDocument) -> ResidualMap.Place? {
        let parts = line.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "\t" })
        guard parts.count >= 2, let x = Double(parts[0]), let y = Double(parts[1]), x.isFinite, y.isFinite else {
            return nil
        }
        let name = parts.count > 2 ? String(parts[2]) : site.floors.count == 1 ? site.floors[0].id : ""
        return site.plan.floorIndex(name).map { ResidualMap.Place(floor: $0, point: Point(x: x, y: y)) }
    }
}
