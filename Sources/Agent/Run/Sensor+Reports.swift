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
        log.notice(
            "started",
            metadata: [
                "capture.interface": "\(source.name)", "site": "\(configuration.site)",
                "version": "\(AgentVersion.text)",
            ])
        if !Pseudonymizer.isMemoryLocked {
            log.warning("keys are not locked in memory", metadata: ["cure": "raise LimitMEMLOCK to 64K or more"])
        }
        publishInfo()
        if let address = try? BrokerAddress(url: configuration.broker.url), !address.isSecure, !address.isLoopback {
            _ = alerts.raise(
                .plaintext, at: time.now,
                "the connection to the broker is not encrypted (use an mqtts:// address)")
        }
        publishAlerts()
    }

    /// Something has changed about the radio.
    func note(_ news: SourceNews, at time: WallTime) {
        switch news {
        case .listening(let description):
            log.notice("listening", metadata: ["capture": "\(description)"])
            if !isHearing { pipeline.coverageReturned(at: time) }
            isHearing = true
            publishInfo()
        case .silent(let reason):
            log.error("capture lost", metadata: ["capture.interface": "\(source.name)", "error": "\(reason)"])
            if isHearing { pipeline.coverageLost(at: time) }
            isHearing = false
        case .raised(let kind, let message):
            log.error("alert raised", metadata: ["alert": "\(kind.rawValue)", "reason": "\(message)"])
            if alerts.raise(kind, at: time, message) { publishAlerts() }
        case .cleared(let kind):
            log.notice("alert cleared", metadata: ["alert": "\(kind.rawValue)"])
            if alerts.clear(kind) { publishAlerts() }
        case .remark(let text): log.warning("radio", metadata: ["error": "\(text)"])
        }
    }

    /// Says how the agent does.
    func reportHealth(at time: WallTime, now: Uptime) {
        nextHealthAt = now + .seconds(Int64(configuration.health.intervalSeconds))
        source.readStatistics()
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
                            interface: source.name, frames: counters.frames,
                            probeRequests: counters.probeRequests, malformed: counters.malformed,
                            badFrameChecks: counters.badFrameChecks, objections: declined.objections,
                            withoutLevel: pipeline.observer.sightingsWithoutLevel,
                            kernelDrops: source.kernelDrops, lastFrameAge: lastFrameAt.map { now - $0 },
                            channels: counters.channels,
                            requestedFrequencyMegahertz: source.requestedFrequencyMegahertz,
                            effectiveFrequencyMegahertz: source.effectiveFrequencyMegahertz)
                    ],
                    outbox: HealthReport.Outbox(
                        depth: status.queueDepth, oldestAge: status.oldestAge,
                        droppedTelemetry: Int(dropped.telemetry), droppedStates: Int(dropped.state),
                        droppedEvents: Int(dropped.event)),
                    clock: SystemClock.quality)))
    }

    private func publishInfo() {
        broker.submit(
            pipeline.composer.info(
                AgentInfo(
                    version: AgentVersion.text, radios: source.radio.map { [$0] } ?? [],
                    isMemoryLocked: Pseudonymizer.isMemoryLocked, sealingKey: site.keys?.sealingKey.base64URL,
                    signingKey: site.keys?.signingKey.base64URL)))
    }
}
