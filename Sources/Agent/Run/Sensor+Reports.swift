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
                "capture.interface": "\(sources.name)", "site": "\(configuration.site)",
                "version": "\(FootfallVersion.text)",
            ])
        if !Pseudonymizer.isMemoryLocked {
            log.warning("keys are not locked in memory", metadata: ["cure": "raise LimitMEMLOCK to 64K or more"])
        }
        if TimeZoneFile.rules(of: configuration.timeZone) == nil {
            log.warning(
                "the system does not know the time zone: windows go by UTC",
                metadata: ["timeZone": "\(configuration.timeZone)", "cure": "install tzdata"])
        }
        publishInfo()
        if let address = try? BrokerAddress(url: configuration.broker.url), !address.isSecure, !address.isLoopback {
            _ = alerts.raise(
                .plaintext, at: time.now,
                "the connection to the broker is not encrypted (use an mqtts:// address)")
        }
        publishAlerts()
        steward?.begin(self)
    }

    /// Something has changed about the radio.
    func note(_ news: SourceNews, at time: WallTime) {
        switch news {
        case .listening(let description):
            log.notice("listening", metadata: ["capture": "\(description)"])
            publishInfo()
        case .silent(let reason):
            log.error("capture lost", metadata: ["error": "\(reason)"])
            publishInfo()
        case .raised(let kind, let message):
            log.error("alert raised", metadata: ["alert": "\(kind.rawValue)", "reason": "\(message)"])
            if alerts.raise(kind, at: time, message) { publishAlerts() }
        case .cleared(let kind):
            log.notice("alert cleared", metadata: ["alert": "\(kind.rawValue)"])
            if alerts.clear(kind) { publishAlerts() }
        case .remark(let text): log.warning("radio", metadata: ["error": "\(text)"])
        }
    }

    /// What the radios hear, as far as it matters to figures.
    func updateCoverage(at time: WallTime) {
        let before = hearing
        hearing = sources.hearing
        guard hearing != before else { return }
        if hearing == .none { pipeline.coverageLost(at: time) }
        pipeline.coverageReduced(hearing == .some, at: time)
        if before == .none { pipeline.coverageReturned(at: time) }
        log.notice("coverage", metadata: ["transition": "\(before) -> \(hearing)"])
    }

    /// Says how the agent does.
    func reportHealth(at time: WallTime, now: Uptime) {
        nextHealthAt = now + .seconds(Int64(configuration.health.intervalSeconds))
        sources.readStatistics()
        let status = broker.status
        let dropped = status.tally.dropped
        updateAlerts(dropped: dropped.total, at: time)
        var outbox = HealthReport.Outbox(
            depth: status.queueDepth, oldestAge: status.oldestAge,
            droppedTelemetry: Int(dropped.telemetry), droppedStates: Int(dropped.state),
            droppedEvents: Int(dropped.event))
        outbox.published = Int(status.tally.published)
        outbox.acknowledged = Int(status.tally.acknowledged)
        let report = HealthReport(
            at: time, uptime: now - startedAt, residentBytes: ProcessState.residentBytes,
            processorTime: ProcessState.processorTime,
            radios: sources.sources.indices.map { radioHealth($0, now: now) },
            outbox: outbox, clock: broker.clock.quality, locator: correspondence.locatorHealth)
        logWhatIsHeard(by: report.radios)
        let released = healthGate.released(
            report, isCrowd: isCrowd(pipeline.observer.deviceEstimate),
            isSiteCrowd: isCrowd(correspondence.locatedDevices))
        broker.submit(pipeline.composer.health(released))
        metrics?.renew(measurements(released, status))
    }

    private func isCrowd(_ devices: Double) -> Bool { Int(devices.rounded()) >= configuration.privacy.k }

    /// What the monitoring system is told: the published report in its words.
    private func measurements(_ health: HealthReport, _ status: UplinkStatus) -> AgentMetrics {
        var connection = AgentMetrics.Connection()
        connection.isOnline = status.state == .online
        connection.reconnects = status.tally.reconnects
        connection.refusedMessages = status.tally.refused
        connection.droppedArrivals = inbox.droppedCount
        return AgentMetrics(
            site: configuration.site, sensor: configuration.sensor, info: info, startedAt: begunAt, health: health,
            listening: Set(sources.sources.filter { $0.radio != nil }.map(\.name)), connection: connection,
            alerts: alerts.active, zones: metrics?.freshZones ?? [])
    }

    /// For who stands before the box: what the published report may not tell of a few phones.
    private func logWhatIsHeard(by radios: [HealthReport.Radio]) {
        for radio in radios {
            let channels = radio.channels.map { "\($0.frequencyMegahertz):\($0.probeRequests)" }
            log.debug(
                "heard",
                metadata: [
                    "capture.interface": "\(radio.interface)", "frames": "\(radio.frames)",
                    "probe-requests": "\(radio.probeRequests)", "malformed": "\(radio.malformed)",
                    "bad-frame-checks": "\(radio.badFrameChecks)", "objections": "\(radio.objections)",
                    "without-level": "\(radio.withoutLevel)", "kernel-drops": "\(radio.kernelDrops)",
                    "channels": "\(channels.joined(separator: ","))",
                ])
        }
        for (sensor, scans) in correspondence.lateSensors.sorted(by: { $0.key < $1.key }) {
            log.debug("sightings too late", metadata: ["sensor": "\(sensor)", "scans": "\(scans)"])
        }
    }

    private func radioHealth(_ number: Int, now: Uptime) -> HealthReport.Radio {
        let source = sources.sources[number]
        let tally = pipeline.tally(of: number)
        return HealthReport.Radio(
            interface: source.name, frames: tally.counters.frames, probeRequests: tally.counters.probeRequests,
            malformed: tally.counters.malformed, badFrameChecks: tally.counters.badFrameChecks,
            objections: tally.objections, withoutLevel: tally.withoutLevel, kernelDrops: source.kernelDrops,
            lastFrameAge: lastFrameAt[number].map { now - $0 },
            channels: Self.channels(tally.counters.channels, times: source.channelTimes(at: now)),
            requestedFrequencyMegahertz: source.requestedFrequencyMegahertz,
            effectiveFrequencyMegahertz: source.effectiveFrequencyMegahertz, noiseDBm: source.noiseDBm)
    }

    /// What was heard on each channel, with the time that the radio was there.
    private static func channels(
        _ heard: [HealthReport.Channel], times: [(frequencyMegahertz: UInt16, time: Interval)]
    ) -> [HealthReport.Channel] {
        var channels = heard
        for (frequency, time) in times {
            if let place = channels.firstIndex(where: { $0.frequencyMegahertz == Int(frequency) }) {
                channels[place].dwell = time
            } else {
                channels.append(
                    HealthReport.Channel(frequencyMegahertz: Int(frequency), probeRequests: 0, dwell: time))
            }
        }
        return channels
    }

    /// The configuration with which the agent runs.
    private var applied: AgentInfo.Applied {
        AgentInfo.Applied(
            version: steward?.version(.sensor) ?? 0, siteVersion: steward?.version(.site) ?? 0,
            hash: configuration.digest)
    }

    private var info: AgentInfo {
        AgentInfo(
            version: FootfallVersion.text, configuration: applied, radios: sources.sources.compactMap(\.radio),
            isMemoryLocked: Pseudonymizer.isMemoryLocked, sealingKey: site.keys?.sealingKey.base64URL,
            signingKey: site.keys?.signingKey.base64URL)
    }

    func publishInfo() { broker.submit(pipeline.composer.info(info)) }
}
