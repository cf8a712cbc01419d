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

            Exit status: 0; 64 for wrong arguments; 66 when the site document cannot be read; 73 when a file cannot be \
            written; 78 when the site document is wrong.
            """)

    @Option(help: "How long the shop is open, in minutes.")
    var minutes: Int = 60

    @Option(help: "A site document, YAML or JSON: all its sensors are simulated.", completion: .file())
    var site: String?

    @Option(help: "With --site: how long, in hours; without, --minutes.")
    var hours: Double?

    @Option(help: "With --site: how many hours after the opening are left out.")
    var skip: Double = 0

    @Option(help: "With --site: how much the sensors' clocks are off (standard deviation), in milliseconds.")
    var clockSpread: Double = 0

    @Option(help: "With --site: how many people enter in an hour, on average (60).")
    var arrivals: Double?

    @Option(help: "With --site: how many people pass by outside in an hour, on average (150).")
    var passersBy: Double?

    @Option(help: "The number that chance is made from.")
    var seed: UInt64 = 1

    @Option(help: "The capture to write (pcap, radiotap); with --site the folder.", completion: .file())
    var out: String

    func validate() throws {
        guard (1...100_000).contains(minutes) else { throw ValidationError("--minutes is a number from 1 to 100000") }
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
        let isOfSite = hours != nil || clockSpread != 0 || skip != 0 || arrivals != nil || passersBy != nil
        guard site != nil || !isOfSite else {
            throw ValidationError("--hours, --skip, --clock-spread, --arrivals and --passers-by go with --site")
        }
    }

    func run() throws {
        if let site {
            return try SimulateSite(
                site: SiteArgument.read(site), hours: hours ?? Double(minutes) / 60, seed: seed, folder: out,
                clockMilliseconds: clockSpread, skippedHours: skip, arrivals: arrivals, passersBy: passersBy
            ).run()
        }
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
