import ArgumentParser
import Capture
import Simulation
import Timekeeping

struct SimulateShop: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shop",
        abstract: "Writes a capture from a virtual shop: input for demonstrations and tests.",
        discussion: """
            People come and go, pass by outside, and carry phones that scan as real ones do; one sensor hears them on one \
            channel. The same seed gives the same capture.

            With --site, the shop is the one that a site document describes, and --out is a folder: a capture for each \
            sensor, which all hear the same transmissions, and truth/ with who was really where, as CSV. Each twelve \
            hours open are followed by twelve closed.

            With --week, it is a week of the shop from a Monday on, open from 9 to 19 o'clock (UTC), with a peak at lunch, \
            staff, a class of a school on Wednesday, a power cut on Thursday, a dead sensor on Friday and a flood of \
            invented phones on Saturday. --out is a folder: a capture for each day, of probe requests, and truth/ with \
            occupancy.csv (who was there), counted.csv (the same of Monday and Tuesday) and incidents.csv. What it is worth:

                footfall evaluate count --capture OUT/*.pcap --window 900 \
                    --truth OUT/truth/occupancy.csv --calibrate-on OUT/truth/counted.csv

            Exit status: 0; 64 for wrong arguments; 66 when the site document cannot be read; 73 when a file cannot be \
            written; 78 when the site document is wrong.
            """)

    @Option(help: "How long the shop is open, in minutes. (default: 60)")
    var minutes: Int?

    @Flag(help: "A week of the shop, with what may befall one.")
    var week = false

    @Option(
        help: ArgumentHelp("A site document, YAML or JSON: all its sensors are simulated.", valueName: "file"),
        completion: .file())
    var site: String?

    @Option(help: "With --site: how long, in hours; without, --minutes.")
    var hours: Double?

    @Option(help: ArgumentHelp("With --site: how many hours after the opening are left out.", valueName: "hours"))
    var skip: Double = 0

    @Option(
        help: ArgumentHelp(
            "With --site: how much the sensors' clocks are off (standard deviation), in milliseconds.",
            valueName: "milliseconds"))
    var clockSpread: Double = 0

    @Option(help: "With --site or --week: how many people enter in an open hour, on average. (default: 60)")
    var arrivals: Double?

    @Option(help: "With --site or --week: how many people pass by outside in an hour, on average. (default: 150)")
    var passersBy: Double?

    @Option(help: "The number that chance is made from.")
    var seed: UInt64 = 1

    @Option(
        help: ArgumentHelp(
            "The capture to write (pcap, radiotap); with --site or --week the folder.", valueName: "file"),
        completion: .file())
    var out: String

    func validate() throws {
        guard (1...100_000).contains(minutes ?? 60) else {
            throw ValidationError("--minutes is a number from 1 to 100000")
        }
        guard (0.01...10_000).contains(hours ?? 1) else {
            throw ValidationError("--hours is a number from 0.01 to 10000")
        }
        guard (0...60_000).contains(clockSpread) else {
            throw ValidationError("--clock-spread is a number of milliseconds from 0 to 60000")
        }
        guard (0...1000).contains(skip) else { throw ValidationError("--skip is a number of hours from 0 to 1000") }
        guard (0...10_000).contains(arrivals ?? 0), (0...100_000).contains(passersBy ?? 0) else {
            throw ValidationError("--arrivals is a number from 0 to 10000, --passers-by one from 0 to 100000")
        }
        guard site != nil || hours == nil && clockSpread == 0 && skip == 0 else {
            throw ValidationError("--hours, --skip and --clock-spread go with --site")
        }
        guard site != nil || week || arrivals == nil && passersBy == nil else {
            throw ValidationError("--arrivals and --passers-by go with --site or --week")
        }
        guard !week || site == nil && minutes == nil else {
            throw ValidationError("--week goes with neither --site nor --minutes")
        }
    }

    func run() throws {
        if let site {
            return try SimulateSite(
                site: SiteArgument.read(site), hours: hours ?? Double(minutes ?? 60) / 60, seed: seed, folder: out,
                clockMilliseconds: clockSpread, skippedHours: skip, arrivals: arrivals, passersBy: passersBy
            ).run()
        }
        if week {
            return try SimulateWeek(seed: seed, folder: out, arrivals: arrivals, passersBy: passersBy).run()
        }
        try runShop(minutes: minutes ?? 60)
    }

    private func runShop(minutes: Int) throws {
        var shop = ShopSimulation(seed: seed, duration: .minutes(Int64(minutes)))
        let opening = shop.truth.at
        var frames = 0
        let simulated = ProgressBar.Count()
        let progress = ProgressBar("simulate", total: minutes * 60) { simulated.done }
        defer { progress.end() }
        do throws(CaptureError) {
            var writer = try SavefileWriter(path: out)
            while let frame = shop.next() {
                try writer.write(frame.bytes.span, at: frame.time)
                simulated.reach(Int((frame.time - opening).seconds))
                frames += 1
            }
            try writer.close()
        } catch {
            throw Failure.exit(error.exitStatus, error)
        }
        let truth = shop.truth
        Failure.say(
            "\(frames) frames in \(minutes) minutes; \(truth.entries) people came in, \(truth.passages) passed by; at the end "
                + "\(truth.shoppers) shoppers and \(truth.staff) staff are inside")
    }
}
