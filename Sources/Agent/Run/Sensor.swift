import Broker
import Capture
public import Fleet
import Locating
public import Logging
import Privacy
import Timekeeping
import Uplink

/// The agent on one radio: captures, pseudonymises, observes, publishes, until it is asked to stop.
///
/// One thread captures and decides; another one, in ``BrokerService``, talks to the broker. They share a bounded queue.
public final class Sensor {
    /// How long the end may take: what waits is sent in this time, or given up.
    private static let farewellPatience = Interval.seconds(10)

    let configuration: Configuration
    let log: Logger
    let time: AgentTime
    private let manager = ServiceManager()
    let startedAt = SystemClock.uptime
    let broker: BrokerService
    let source: any FrameSource
    private let inbox: Inbox
    private let correspondence: Correspondence
    let site: SiteParts
    var isHearing = true
    var pipeline: SensingPipeline
    var alerts = AlertBoard()
    /// Messages that were dropped by the time of the last health report.
    var droppedBefore: UInt64 = 0
    var lastFrameAt: Uptime?
    private var heartbeat: Heartbeat
    var nextHealthAt: Uptime

    /// An agent that has opened its interface or adapter and has not begun. An adapter that is not there is waited for.
    ///
    /// - Parameter speed: How much faster than the machine's the agent's clock runs: more than 1 only where a capture is
    ///   played on the interface faster than it was made.
    public init(_ configuration: Configuration, speed: Double = 1, log: Logger) throws(RunError) {
        ProcessState.forbidDumps()
        self.configuration = configuration
        self.log = log
        let now = SystemClock.wallTime
        time = AgentTime(start: now, factor: speed)
        source = try Self.source(configuration.capture, at: startedAt)
        site = try SiteParts(configuration)
        pipeline = SensingPipeline(configuration, following: try site.follower(), at: now, randomness: .system)
        if site.sendsSightings { pipeline.collector = ScanCollector() }
        if site.isMember { source.mostPatienceMilliseconds = 100 }
        inbox = Inbox()
        correspondence = Correspondence(try site.correspondents(at: now, log: log))
        broker = try BrokerService(
            site.announcingConfiguration, composer: site.composer(boot: now) ?? pipeline.composer, inbox: inbox,
            time: time, log: log)
        broker.subscribe(to: correspondence.topicFilters)
        heartbeat = Heartbeat(interval: manager.watchdogInterval, at: startedAt)
        nextHealthAt = startedAt
    }

    /// Works until ``StopSignal`` is requested. Answers how many messages could not be delivered before the end.
    public func run() throws(RunError) -> Int {
        do throws(BrokerError) { try broker.start() } catch { throw .broker(error) }
        announceStart()
        manager.ready()
        StartupPages.release()
        while !StopSignal.isRequested { turn() }
        manager.stopping()
        return stop()
    }

    private static func source(
        _ configuration: Configuration.Capture, at now: Uptime
    ) throws(RunError) -> any FrameSource {
        if let settings = AdapterSettings(configuration) { return try AdapterListener(settings, at: now) }
        let options = LiveCaptureOptions(configuration)
        do throws(CaptureError) {
            return try InterfaceListener(configuration.interface ?? "", options: options)
        } catch { throw .capture(error) }
    }

    /// Ends what goes on, sends what waits, and says goodbye, so that the broker does not announce a death.
    private func stop() -> Int {
        source.close()
        let present = time.now
        pipeline.stopped(at: present)
        publish()
        correspondence.stopped(at: present) { broker.submit($0) }
        let farewell = pipeline.composer.status(.stopped, at: present)
        let unsent = broker.stop(farewell: [farewell], within: Self.farewellPatience)
        log.notice("stopped", metadata: ["outbox.unsent": "\(unsent)"])
        return unsent
    }

    /// One round: frames, time, messages, reports.
    private func turn() {
        let now = SystemClock.uptime
        let linkType = source.linkType
        let news = source.turn(at: now) { frame, bytes in
            let before = pipeline.counters.probeRequests
            _ = pipeline.captured(
                bytes, linkType: linkType, originalLength: frame.originalLength, at: time.reading(at: frame.time))
            lastFrameAt = now
            return pipeline.counters.probeRequests == before ? nil : pipeline.counters.lastFrequencyMegahertz
        }
        let present = time.now
        for item in news { note(item, at: present) }
        pipeline.advance(to: present)
        correspondence.turn(messages: inbox.take(), pipeline: &pipeline, at: present) { broker.submit($0) }
        publish()
        if now >= nextHealthAt { reportHealth(at: present, now: now) }
        if heartbeat.isDue(at: now, progress: broker.progress) { manager.signOfLife() }
    }

    /// Hands what was observed to the broker's thread.
    func publish() {
        let broker = broker
        pipeline.takePublications(clock: SystemClock.quality) { broker.submit($0) }
    }
}
