import Arguments
import Agent
import ArgumentParser
import Broker
import Glibc
import Timekeeping
import Uplink

struct Listen: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints the messages of a site as they arrive, a line each.",
        discussion: """
            An ordinary subscriber of the public contract. Ends with Ctrl-C, or after --seconds.

            Exit status: 0; 64 for wrong arguments; 69 when there was no connection.
            """)

    @OptionGroup var connection: BrokerOptions

    @Option(help: ArgumentHelp("Only this site; without, all that the broker shows.", valueName: "name"))
    var site: String?

    @Option(help: "Ends after so many seconds; without, with Ctrl-C.")
    var seconds: Int?

    @Option(help: "Only this kind of topic: zone, event, sensor, site. May be given several times.")
    var topic: [String] = []

    @Flag(help: "Prints topics and payloads as they are.")
    var raw = false

    func validate() throws {
        guard topic.allSatisfy(["zone", "event", "sensor", "site", "counter", "consent"].contains) else {
            throw ValidationError("--topic is one of zone, event, sensor, site, counter, consent")
        }
    }

    func run() throws {
        let settings = try connection.settings("footfall-listen")
        StopSignal.install()
        let wasOnline: Bool
        do throws(BrokerError) { wasOnline = try listen(with: settings) } catch {
            throw Failure.exit(EX_UNAVAILABLE, error)
        }
        if !wasOnline { throw ExitCode(EX_UNAVAILABLE) }
    }

    /// Prints what arrives until the end is asked for. Answers whether there was a connection at all.
    private func listen(with settings: BrokerSettings) throws(BrokerError) -> Bool {
        let raw = raw
        var hooks = BrokerHooks()
        hooks.onMessage = { topic, payload, _ in
            let text = String(decoding: payload, as: UTF8.self)
            print(raw ? "\(topic) \(text)" : MessageLine.text(topic: topic, payload: payload))
            fflush(nil)
        }
        hooks.onTransition = { transition in
            if let reason = transition.reason { Failure.say(reason) }
        }
        let service = try BrokerService(settings: settings, hooks: hooks)
        let kinds = topic.isEmpty ? [""] : topic.map { "\($0)/" }
        service.subscribe(to: kinds.map { "footfall/v1/\(site ?? "+")/\($0)#" })
        try service.start()
        var remaining = seconds.map { $0 * 10 } ?? .max
        while !StopSignal.isRequested, remaining > 0 {
            usleep(100_000)
            remaining -= 1
        }
        let status = service.status
        service.stop(farewell: [], within: .seconds(2))
        return status.state == .online || status.tally.reconnects > 0
    }
}
