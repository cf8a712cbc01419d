import Broker
import Capture
import Fleet
import Logging
import Presence
import Privacy
import Timekeeping
import Uplink

/// What the agent says of itself.
extension Sensor {
    /// Says what the agent is and what is wrong from the start.
    func announceStart() {
        let interface = listening.interface
        log.notice(
            "started",
            metadata: [
                "capture.interface": "\(interface)", "site": "\(configuration.site)",
                "version": "\(AgentVersion.text)",
            ])
        if !Pseudonymizer.isMemoryLocked {
            log.warning("keys are not locked in memory", metadata: ["cure": "raise LimitMEMLOCK to 64K or more"])
        }
        broker.submit(
            pipeline.composer.info(
                AgentInfo(
                    version: AgentVersion.text, interface: interface, linkType: Int(listening.linkType),
                    isMemoryLocked: Pseudonymizer.isMemoryLocked)))
        if let address = try? BrokerAddress(url: configuration.broker.url), !address.isSecure, !address.isLoopback {
            _ = alerts.raise(
                .plaintext, at: time.now,
                "the connection to the broker is not encrypted (use an mqtts:// address)")
        }
        publishAlerts()
    }

    /// The interface was lost, or is there again.
    func note(_ change: Listening.Change, at time: WallTime) {
        switch change {
        case .lost(let error):
            log.error("capture lost", metadata: ["capture.interface": "\(listening.interface)", "error": "\(error)"])
            pipeline.coverageLost(at: time)
            if alerts.raise(.radioMissing, at: time, "\(error)") { publishAlerts() }
        case .returned:
            log.notice("capture returned", metadata: ["capture.interface": "\(listening.interface)"])
            pipeline.coverageReturned(at: time)
            if alerts.clear(.radioMissing) { publishAlerts() }
        }
    }

    /// Says how the agent does.
    func reportHealth(at time: WallTime, now: Uptime) {
        nextHealthAt = now + .seconds(Int64(configuration.health.intervalSeconds))
        listening.readStatistics()
        let status = broker.status
        let dropped = status.tally.dropped
        updateAlerts(dropped: dropped.total, at: time)
        let declined = pipeline.declined
        let counters = pipeline.counters
        broker.submit(
            pipeline.composer.health(
                HealthReport(
                    at: time, uptime: now - startedAt, residentBytes: ProcessState.residentBytes,
                    processorTime: ProcessState.processorTime,
                    radios: [
                        HealthReport.Radio(
                            interface: listening.interface, frames: counters.frames,
                            probeRequests: counters.probeRequests, malformed: counters.malformed,
                            badFrameChecks: counters.badFrameChecks, objections: declined.objections,
                            withoutLevel: pipeline.observer.sightingsWithoutLevel,
                            kernelDrops: listening.kernelDrops, lastFrameAge: lastFrameAt.map { now - $0 },
                            channels: counters.channels)
                    ],
                    outbox: HealthReport.Outbox(
                        depth: status.queueDepth, oldestAge: status.oldestAge,
                        droppedTelemetry: Int(dropped.telemetry), droppedStates: Int(dropped.state),
                        droppedEvents: Int(dropped.event)),
                    clock: SystemClock.quality)))
    }
}
