import Broker
import Capture
import Fleet
import Ledger
import Logging
import Privacy
import Threading
import Timekeeping
import Uplink

/// The agent: captures, pseudonymises, observes, publishes, until it is asked to stop.
///
/// One thread captures and decides; another one, in ``BrokerService``, talks to the broker. They share a bounded queue.
final class Sensor {
    /// How long the end may take: what waits is sent in this time, or given up.
    private static let farewellPatience = Interval.seconds(10)

    let configuration: Configuration
    let log: Logger
    let time: AgentTime
    private let manager = ServiceManager()
    let startedAt = SystemClock.uptime
    let broker: Dispatch
    let sources: SourceGroup
    let steward: FleetSteward?
    let inbox: Inbox
    let correspondence: Correspondence
    let site: SiteParts
    /// Whether this sensor speaks for its site.
    var speaksForSite = false
    /// What a monitoring system reads, if one is to.
    let metrics: MetricsReporter?
    /// When the agent started, by its wall clock.
    let begunAt: WallTime
    var hearing = SourceGroup.Hearing.all
    var pipeline: SensingPipeline
    /// Keeps single phones out of the health reports.
    var healthGate = HealthGate()
    var alerts = AlertBoard()
    /// Messages that were dropped by the time of the last health report.
    var droppedBefore: UInt64 = 0
    /// When each of the sources had its last frame.
    var lastFrameAt: [Uptime?]
    /// The agent's time at the last turn.
    var lastPresent: WallTime
    /// Visits that were heard later are to be kept anew.
    var lastNotedAt: WallTime
    var nextNoteAt: Uptime
    private var heartbeat: Heartbeat
    var nextHealthAt: Uptime

    /// An agent that has opened its interface or adapter and has not begun. An adapter that is not there is waited for.
    /// `steward` may end it, for the next one to begin with another configuration.
    init(_ configuration: Configuration, time: AgentTime, steward: FleetSteward?, log: Logger) throws(RunError) {
        ProcessState.forbidDumps()
        self.configuration = configuration
        self.log = log
        let now = time.now
        begunAt = now
        metrics = MetricsReporter(configuration.metrics, log: log)
        self.time = time
        site = try SiteParts(configuration, at: now, log: log)
        sources = try SourceGroup(configuration.capture, at: startedAt)
        lastFrameAt = sources.sources.map { _ in nil }
        pipeline = SensingPipeline(
            configuration, table: site.classTable, following: try site.follower(), at: now, randomness: .system)
        site.prepare(&pipeline, sources)
        inbox = Inbox()
        let counters = CounterCorrespondent(
            topics: pipeline.composer.topics, memory: site.memory(log: log), pipeline: &pipeline)
        self.steward = steward
        steward?.willBegin(site)
        correspondence = Correspondence(
            [steward].compactMap(\.self) + PrivacyDesks.all(configuration, log: log)
                + (try site.correspondents(at: now, log: log)) + [counters])
        let (dispatch, restoration) = try Dispatch.open(
            configuration, composer: pipeline.composer, inbox: inbox, time: time, log: log)
        broker = dispatch
        if broker.isDurable {
            pipeline.goOn(after: restoration.sequence)
            correspondence.goOn(after: restoration.sequence)
        }
        (lastPresent, lastNotedAt, nextNoteAt) = (now, now, startedAt)
        if let standing = correspondence.standing { broker.stands(standing) }
        broker.subscribe(to: correspondence.topicFilters)
        heartbeat = Heartbeat(interval: manager.watchdogInterval, at: startedAt)
        nextHealthAt = startedAt
    }

    /// Works until ``StopSignal`` is requested, or the steward wants the next one. Answers how many messages could not be
    /// delivered before the end.
    func run() throws(RunError) -> Int {
        do throws(BrokerError) { try broker.start() } catch { throw .broker(error) }
        announceStart()
        manager.ready()
        StartupPages.release()
        while !StopSignal.isRequested, steward?.wantsNextSensor != true { turn() }
        if StopSignal.isRequested { manager.stopping() }
        return stop()
    }

    /// Gives the radio back, looks for it and sets it up anew.
    func rescan(at now: Uptime) {
        let present = time.now
        for item in sources.renew(at: now) { note(item, at: present) }
        updateCoverage(at: present)
    }

    /// Ends what goes on, sends what waits, and says goodbye, so that the broker does not announce a death.
    private func stop() -> Int {
        sources.close()
        let present = time.now
        pipeline.stopped(at: present)
        publish()
        correspondence.stopped(pipeline: &pipeline, at: present) { broker.submit($0) }
        metrics?.end()
        let farewell = pipeline.composer.status(.stopped, at: present)
        // The next sensor does not wait for a broker that this one could not reach.
        let isHopeless = steward?.wantsNextSensor == true && broker.status.state != .online
        let unsent = broker.stop(farewell: [farewell], within: isHopeless ? .seconds(1) : Self.farewellPatience)
        log.notice("stopped", metadata: ["outbox.unsent": "\(unsent)"])
        return unsent
    }

    /// One round: frames, time, messages, reports.
    private func turn() {
        let now = SystemClock.uptime
        watchClock(at: now)
        let news = sources.turn(at: now) { source, linkType, frame, bytes in
            pipeline.listen(with: source)
            let before = pipeline.counters.probeRequests
            _ = pipeline.captured(
                bytes, linkType: linkType, originalLength: frame.originalLength, at: time.reading(at: frame.time))
            lastFrameAt[source] = now
            return pipeline.counters.probeRequests == before ? nil : pipeline.counters.lastFrequencyMegahertz
        }
        let present = time.now
        for item in news { note(item, at: present) }
        updateCoverage(at: present)
        pipeline.advance(to: present)
        correspond(at: present)
        if let standing = correspondence.standing { broker.stands(standing) }
        publish()
        findVoice(at: present)
        noteVisits(at: present, now: now)
        steward?.attend(self, at: Moment(wall: present, uptime: now))
        if now >= nextHealthAt { reportHealth(at: present, now: now) }
        if heartbeat.isDue(at: now, progress: broker.progress) { manager.signOfLife() }
    }

    /// Reads what came from the broker. A message may have held an address: nothing of it stays in what was freed.
    private func correspond(at present: WallTime) {
        let byteCount = hearMessages(at: present)
        if byteCount > 0 { FreedMemory.wipe(upTo: byteCount) }
    }

    /// Answers how long the longest message was, or what was made of it.
    private func hearMessages(at present: WallTime) -> Int {
        let messages = inbox.take()
        correspondence.turn(messages: messages, pipeline: &pipeline, at: present, publish: sender)
        return messages.map { $0.payload.count * 4 }.max() ?? 0
    }

    /// Hands what was observed to the broker's thread.
    func publish() {
        pipeline.takeEndedReferences().forEach(broker.withdraw)
        pipeline.takePublications(clock: broker.clock.quality, sender)
    }

    /// The way of all messages that say something of zones.
    var sender: (Publication) -> Void {
        { [broker, metrics] publication in
            broker.submit(publication)
            metrics?.published(publication)
        }
    }
}
