import Agent
import ArgumentParser
import Broker
import Glibc
import Timekeeping
import Uplink

struct SimulateFleet: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fleet",
        abstract: "Plays many sensors towards a broker, to see how much it bears.",
        discussion: """
            Each sensor has a connection and a will of its own, and publishes what the contract says as often as it says, \
            with the figures of the contract's samples. At the end, all that was retained is cleared. Sites are called \
            site-00001 and so on; use a broker on which nobody takes them for real.

            A sensor takes three descriptors here and one at the broker: see ulimit -n.

            Exit status: 0; 69 when not all could \
            connect, or messages were lost.
            """)

    @Option(help: "How many sites.")
    var sites: Int

    @Option(help: "How many sensors at each site.")
    var sensors: Int = 1

    @Option(help: "The number of the first site: several processes act one fleet.")
    var firstSite: Int = 1

    @Option(help: ArgumentHelp("The broker, for instance mqtt://127.0.0.1:1883.", valueName: "url"))
    var broker: String

    @Option(help: "How long messages are published, in seconds.")
    var seconds: Int = 60

    @Option(help: "How much faster than in the contract messages follow each other.")
    var speed: Double = 1

    @Option(help: "How many visits end at each sensor in an hour: two events each.")
    var visits: Double = 30

    @Option(
        help: ArgumentHelp("With mqtts: the certificates that the broker's must go back to (PEM).", valueName: "file"),
        completion: .file())
    var caFile: String?

    @Option(
        help: ArgumentHelp(
            "With mqtts: the certificate that all sensors show (PEM), with --key-file.", valueName: "file"),
        completion: .file())
    var certificateFile: String?

    @Option(
        help: ArgumentHelp("With mqtts: the private key of that certificate (PEM).", valueName: "file"),
        completion: .file())
    var keyFile: String?

    func validate() throws {
        guard sites >= 1, sensors >= 1, sites <= 99_999, sensors <= 99_999, sites * sensors <= 100_000 else {
            throw ValidationError("--sites times --sensors is a number from 1 to 100000")
        }
        guard firstSite >= 1, firstSite + sites <= 100_000 else {
            throw ValidationError("--first-site is at least 1, and no site's number is above 99999")
        }
        guard seconds >= 1, speed > 0, speed <= 1_000, (0...100_000).contains(visits) else {
            throw ValidationError("--seconds is at least 1, --speed at most 1000, --visits at most 100000")
        }
        guard (certificateFile == nil) == (keyFile == nil) else {
            throw ValidationError("--certificate-file and --key-file belong together")
        }
    }

    func run() throws {
        StopSignal.install()
        var simulation = FleetSimulation(try plan())
        let count = ProgressBar.Count()
        var progress = ProgressBar("connect", total: sites * sensors) { count.done }
        var isPublishing = false
        let result = simulation.run { stage in
            switch stage {
            case .connected(let sensors): count.reach(sensors)
            case .publishedFor(let time):
                count.reach(Int(time.seconds))
                guard !isPublishing else { return }
                isPublishing = true
                progress.end()
                progress = ProgressBar("publish", total: seconds) { count.done }
            }
        }
        progress.end()
        report(result)
        if result.connectedCount < sites * sensors || result.lostCount > 0 { throw ExitCode(EX_UNAVAILABLE) }
    }

    private func plan() throws -> FleetPlan {
        let address: BrokerAddress
        do throws(BrokerAddressError) { address = try BrokerAddress(url: broker) } catch {
            throw Failure.exit(EX_USAGE, "cannot use --broker: \(error)")
        }
        var plan = FleetPlan(siteCount: sites, sensorsPerSite: sensors, address: address)
        plan.firstSite = firstSite
        plan.tls = TLSSettings(authorityFile: caFile, certificateFile: certificateFile, keyFile: keyFile)
        plan.duration = .seconds(Int64(seconds))
        plan.speed = speed
        plan.visitsPerHour = visits
        return plan
    }

    private func report(_ result: FleetResult) {
        let costs = rounded(result.processorTime.seconds)
        let rate = Double(result.submittedCount) / max(result.publishTime.seconds, 0.001)
        print("connected \(result.connectedCount) of \(sites * sensors) in \(rounded(result.connectTime.seconds)) s")
        print(
            "submitted \(result.submittedCount) messages, \(result.eventCount) of them events, \(result.byteCount) bytes"
        )
        print("published for \(rounded(result.publishTime.seconds)) s: \(rounded(rate)) messages/s")
        print(
            "acknowledged \(result.acknowledgedCount), superseded \(result.supersededCount), lost \(result.lostCount)")
        print("drained in \(rounded(result.drainTime.seconds)) s, reconnected \(result.reconnectCount) times")
        if let recovery = result.recoveryTime { print("all connected again after \(rounded(recovery.seconds)) s") }
        if let failure = result.lastFailure { Failure.say("the last failure: \(failure)") }
        print("farewells not sent \(result.unsentFarewells); processor time here \(costs) s")
    }

    private func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }
}
