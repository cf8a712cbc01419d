import Broker
import Fleet
import Ledger
import Logging
import Threading
import Timekeeping
import Uplink

/// The way out: to the broker, and where the configuration has a folder for it, through the ledger, so that no event is
/// lost. For the agent's own thread.
final class Dispatch {
    private let broker: BrokerService
    private let outbox: Outbox?
    /// What is known of the wall clock.
    private(set) var clock: ClockWatch
    private var lastVerdict: ClockVerdict?
    private var standing = Standing.speaks

    /// A way out whose ledger is open. Answers what an earlier life of the agent had left.
    static func open(
        _ configuration: Configuration, composer: Composer, inbox: Inbox, time: AgentTime, log: Logger
    ) throws(RunError) -> (dispatch: Dispatch, restoration: Restoration) {
        let junction = Junction()
        let broker = try BrokerService(
            configuration, composer: composer, inbox: inbox, time: time, log: log, extend: junction.extend)
        var restoration = Restoration()
        var outbox: Outbox?
        if let settings = LedgerSettings(configuration) {
            do throws(SystemFailure) {
                let opened = try Outbox(settings: settings, hooks: LedgerHooks(deliver: junction.deliver, log: log))
                junction.attend(broker, opened)
                restoration = try opened.start()
                outbox = opened
            } catch { throw .system(error) }
        }
        let patience = Interval.seconds(Int64(configuration.storage.clockPatienceSeconds))
        let clock = ClockWatch(
            wallTime: SystemClock.wallTime, uptime: SystemClock.uptime, earliest: restoration.latest,
            patience: outbox == nil ? .zero : patience)
        return (Dispatch(broker: broker, outbox: outbox, clock: clock), restoration)
    }

    private init(broker: BrokerService, outbox: Outbox?, clock: ClockWatch) {
        self.broker = broker
        self.outbox = outbox
        self.clock = clock
    }

    /// Whose word on the site's visits counts.
    enum Standing: Equatable {
        /// This box's.
        case speaks
        /// That is not known: what is kept waits.
        case waits
        /// Another's, who has told or will tell what this one could not tell any more.
        case isSuperseded
    }

    /// Whose word counts now.
    func stands(_ standing: Standing) {
        guard standing != self.standing else { return }
        self.standing = standing
        if standing == .isSuperseded { outbox?.giveWay() }
        outbox?.hold(standing == .waits)
    }

    /// Whether there is a ledger.
    var isDurable: Bool { outbox != nil }

    /// Begins to connect.
    func start() throws(BrokerError) { try broker.start() }

    /// Sends a message; an event first becomes safe.
    func submit(_ publication: Publication) {
        if let outbox, publication.importance == .event {
            outbox.append(publication, clock.stamp)
        } else {
            broker.submit(publication)
        }
    }

    /// Somebody does not agree any more: what bears the reference and has not left is not to leave.
    func withdraw(consent reference: String) { outbox?.withdraw(holding: Array("\"consent\":\"\(reference)\"".utf8)) }

    /// Keeps what has to be said of visits should the agent die.
    func note(_ marks: [VisitMark]) { outbox?.note(marks, clock.stamp) }

    /// Asks for messages on these topic filters, now and on each later connection.
    func subscribe(to topicFilters: [String]) { broker.subscribe(to: topicFilters) }

    /// Leaves these retained topics to somebody else.
    func handOver(_ topics: Set<String>) { broker.handOver(topics) }

    /// Whether the wall clock was set since the last look.
    func clockWasSet(at uptime: Uptime) -> Bool { clock.isSet(wallTime: SystemClock.wallTime, uptime: uptime) }

    /// Looks at the wall clock, and tells the ledger what there is to know.
    func lookAtClock(at uptime: Uptime) {
        clock.looked(
            wallTime: SystemClock.wallTime, uptime: uptime, isKept: SystemClock.quality == .synchronised)
        let verdict = clock.verdict
        if let lastVerdict, lastVerdict.says(theSameAs: verdict) { return }
        lastVerdict = verdict
        outbox?.clockJudged(verdict)
    }

    /// Makes all events safe, sends what waits, then `farewell`, and closes the connection. Answers how many messages were
    /// not delivered; those that are safe come first after the next start.
    func stop(farewell: [Publication], within patience: Interval) -> Int {
        outbox?.close(within: patience)
        let unsent = broker.stop(farewell: farewell, within: patience)
        return unsent + (outbox?.stop(within: Self.ledgerPatience) ?? 0)
    }

    /// How messages fare, those in the ledger included.
    var status: UplinkStatus {
        var status = broker.status
        guard let kept = outbox?.status else { return status }
        status.queueDepth += kept.waitingCount
        status.tally.dropped += kept.dropped
        if let oldest = kept.oldest {
            status.oldestAge = max(status.oldestAge ?? .zero, clock.stamp.wallTime - oldest, .zero)
        }
        return status
    }

    /// What is wrong with the ledger, in a sentence; nil when nothing is.
    var trouble: String? {
        guard let kept = outbox?.status else { return nil }
        if let trouble = kept.trouble { return "events are not kept on the disk: \(trouble)" }
        return kept.hasLostDatabase
            ? "the kept events were damaged: the file is set aside, and a new one begun (is the memory card worn out?)"
            : nil
    }

    /// The broker thread's heartbeat.
    var progress: BrokerProgress { broker.progress }

    private static let ledgerPatience = Interval.seconds(3)
}

extension ClockVerdict {
    /// Whether nothing is new for the ledger: the exact reading of a clock that is known matters only where it was set.
    fileprivate func says(theSameAs other: Self) -> Bool {
        switch (self, other) {
        case (.known(let one), .known(let two)): one - two < .seconds(1) && two - one < .seconds(1)
        default: self == other
        }
    }
}

extension LedgerSettings {
    /// The settings that a configuration asks for; nil when it has no folder for the ledger.
    init?(_ configuration: Configuration) {
        guard let directory = configuration.storage.directory else { return nil }
        self.init(directory: directory, byteCount: configuration.storage.maximumMebibytes << 20)
        waitingCount = configuration.outbox.maximumMessages
        // Half of what waits in memory: states and telemetry have the rest.
        windowCount = min(windowCount, configuration.outbox.maximumMessages / 2)
        windowBytes = min(windowBytes, configuration.outbox.maximumKibibytes << 9)
    }
}

extension LedgerHooks {
    /// The hooks that make the ledger speak the contract's language.
    fileprivate init(deliver: @escaping @Sendable (Publication, Receipt?) -> Void, log: Logger) {
        self.init()
        self.deliver = deliver
        isAnothers = { Topics.isOfVisit($0.topic) }
        number = Composer.numbered
        redate = Redating.moved
        onTrouble = { trouble in
            if let trouble {
                log.error("storage", metadata: ["transition": "kept -> failing", "reason": "\(trouble)"])
            } else {
                log.notice("storage", metadata: ["transition": "failing -> kept"])
            }
        }
    }
}
