import Broker
import Fleet
import Timekeeping
import Uplink

/// Acts a fleet of sensors towards a broker: connections, wills and messages are those of real ones, people are not.
public struct FleetSimulation: ~Copyable {
    private let plan: FleetPlan
    private let swarm = BrokerSwarm()
    private var actors: [FleetActor] = []
    private var result = FleetResult()
    private let connections = ConnectionNotes()

    /// A fleet that has not yet begun.
    public init(_ plan: FleetPlan) { self.plan = plan }

    /// Connects all, publishes for as long as the plan says or until ``StopSignal``, clears what was retained, and says
    /// goodbye.
    ///
    /// - Parameter progress: called at every turn with how far it is.
    public mutating func run(progress: (FleetProgress) -> Void) -> FleetResult {
        let processorTime = ProcessState.processorTime
        connect(progress: progress)
        publish(progress: progress)
        settle()
        result.lastFailure = connections.lastFailure
        result.recoveryTime = connections.recoveryTime
        result.processorTime = ProcessState.processorTime - processorTime
        return result
    }

    private mutating func connect(progress: (FleetProgress) -> Void) {
        let begin = SystemClock.uptime
        var givesUpAt = begin + Self.patience
        var online = 0
        while online < plan.sensorCount, !StopSignal.isRequested, SystemClock.uptime < givesUpAt {
            while actors.count < plan.sensorCount, actors.count - online < plan.openingCount { add() }
            swarm.turn(atMost: .milliseconds(20))
            let before = online
            online = actors.indices.count { swarm.status(of: $0).state == .online }
            if online > before { givesUpAt = SystemClock.uptime + Self.patience }
            progress(.connected(online))
        }
        result.connectedCount = online
        result.connectTime = SystemClock.uptime - begin
    }

    private mutating func add() {
        let number = actors.count
        let site = Self.identifier("site", plan.firstSite + number / plan.sensorsPerSite)
        let sensor = Self.identifier("sensor", 1 + number % plan.sensorsPerSite)
        var actor = FleetActor(SampleSensor(site: site, sensor: sensor, zone: sensor))
        var settings = BrokerSettings(address: plan.address, clientIdentifier: "footfall-\(site)-\(sensor)")
        settings.tls = plan.tls
        settings.will = actor.sensor.status(.offline, at: SystemClock.wallTime)
        var hooks = BrokerHooks()
        hooks.announcements = { [sensor = actor.sensor] in
            [sensor.status(.online, at: SystemClock.wallTime)] + sensor.introduction()
        }
        hooks.onTransition = { [connections] in connections.note($0, at: SystemClock.uptime) }
        _ = swarm.add(settings: settings, hooks: hooks)
        actor.plan(plan, number: number, at: SystemClock.uptime)
        actors.append(actor)
    }

    private mutating func publish(progress: (FleetProgress) -> Void) {
        let begin = SystemClock.uptime
        for number in actors.indices { actors[number].plan(plan, number: number, at: begin) }
        let end = begin + plan.duration
        var now = begin
        // What is due by the end is published, however late the last turn comes.
        while now < end, !StopSignal.isRequested {
            now = min(SystemClock.uptime, end)
            for number in actors.indices {
                while let message = actors[number].next(at: now) { submit(message, from: number) }
            }
            swarm.turn(atMost: .milliseconds(20))
            progress(.publishedFor(now - begin))
        }
        result.publishTime = SystemClock.uptime - begin
    }

    /// Waits until all is acknowledged, then takes away what is retained.
    private mutating func settle() {
        let begin = SystemClock.uptime
        var givesUpAt = begin + Self.patience
        var waiting = Int.max
        while waiting > 0, SystemClock.uptime < givesUpAt {
            swarm.turn(atMost: .milliseconds(20))
            let before = waiting
            waiting = actors.indices.reduce(0) { $0 + swarm.status(of: $1).queueDepth }
            if waiting < before { givesUpAt = SystemClock.uptime + Self.patience }
        }
        result.drainTime = SystemClock.uptime - begin
        result.waitingCount = waiting
        for number in actors.indices { result.add(swarm.status(of: number).tally) }
        sayGoodbye()
    }

    private mutating func sayGoodbye() {
        for number in actors.indices {
            swarm.stop(number, farewell: actors[number].sensor.retirement(), within: Self.patience)
        }
        let deadline = SystemClock.uptime + Self.patience
        while SystemClock.uptime < deadline, actors.indices.contains(where: { swarm.status(of: $0).state != .stopped })
        {
            swarm.turn(atMost: .milliseconds(20))
        }
        result.unsentFarewells = actors.indices.reduce(0) { $0 + swarm.unsentCount(of: $1) }
    }

    private mutating func submit(_ message: Publication, from number: Int) {
        swarm.submit(message, from: number)
        result.submittedCount += 1
        result.byteCount += message.topic.utf8.count + message.payload.count
        if message.topic.contains("/event/") { result.eventCount += 1 }
    }

    /// Numbers of one length, so that messages are too.
    private static func identifier(_ word: String, _ number: Int) -> String {
        let digits = String(number)
        return "\(word)-" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits
    }

    /// How long nothing at all may go forward.
    private static let patience = Interval.seconds(60)
}

extension FleetResult {
    fileprivate mutating func add(_ tally: UplinkTally) {
        acknowledgedCount += tally.acknowledged
        supersededCount += tally.superseded
        refusedCount += tally.refused + tally.dropped.total
        reconnectCount += tally.reconnects
    }
}
