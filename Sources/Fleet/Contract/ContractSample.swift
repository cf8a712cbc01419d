import Counting
import Presence
import Privacy
import Timekeeping

/// What the examples of the contract tell: a morning in a shop.
enum ContractSample {
    /// 2026-03-02T08:00:00Z.
    static let boot = WallTime(seconds: 1_772_438_400)
    /// Two hours later.
    static let now = boot + .minutes(120)

    static func composer(site: String, sensor: String, zone: String) -> Composer {
        Composer(site: site, sensor: sensor, zones: [zone], withholding: Withholding(k: 5), boot: boot)
    }

    static let devices = Estimate(value: 14, low: 7, high: 28)

    static let occupancy = Occupancy(
        from: now - .minutes(15), to: now, devices: devices, distinctAddresses: 161, randomisedAddresses: 154,
        coverage: .full)

    static let footfall = Footfall(
        length: .quarterHour, from: now - .minutes(15), to: now, devices: devices,
        figures: FootfallFigures(
            from: now - .minutes(15), distinctAddresses: 587, randomisedAddresses: 561, visitors: 11, bounces: 6,
            passersBy: 3,
            dwellSeconds: [44, 61, 75, 80, 92, 118, 131, 165, 212, 240, 301, 377, 420, 512, 640, 655, 1_204]),
        coverage: .full)

    static let flows: ZoneFlows = {
        var flows = ZoneFlows(zones: 1, from: now - .minutes(60), to: now)
        for _ in 0..<12 { flows.add(from: nil, to: 0) }
        for _ in 0..<11 { flows.add(from: 0, to: nil) }
        return flows
    }()

    static let level = ZoneLevelChange(zone: 0, time: now, level: .normal, previousLevel: .quiet)

    static func visit(_ kind: VisitEvent.Kind) -> VisitEvent {
        VisitEvent(
            kind: kind, time: now - .seconds(40),
            visit: VisitSummary(
                identifier: VisitIdentifier(0x5d1c_9a4e_0b7f_4c52, 0x9e33_71d2_c805_6af4),
                startedAt: now - .seconds(430),
                lastSeenAt: now - .seconds(70), dwell: .seconds(420), dwellUncertainty: .seconds(60),
                visitClass: .visitor, insideProbability: 0.94))
    }

    static let info = AgentInfo(
        version: "0.1.0",
        configuration: AgentInfo.Applied(
            version: 12, siteVersion: 0,
            hash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
        radios: [
            AgentInfo.Radio(
                interface: "footfall1", linkType: 127,
                adapter: AgentInfo.Adapter(
                    driver: "mt76x2u", bus: "usb", bands: ["2.4 GHz", "5 GHz"], channels: [2_437],
                    channelOwner: "agent", verdict: "good",
                    reason: "MediaTek MT7610 and MT7612: among the best supported"))
        ], isMemoryLocked: true)

    static let health = HealthReport(
        at: now, uptime: now - boot, residentBytes: 14_286_848, processorTime: .milliseconds(9_412),
        radios: [
            HealthReport.Radio(
                interface: "footfall1", frames: 48_213, probeRequests: 47_950, malformed: 3, badFrameChecks: 260,
                objections: 0, withoutLevel: 0, kernelDrops: 0, lastFrameAge: .milliseconds(213),
                channels: [HealthReport.Channel(frequencyMegahertz: 2_437, probeRequests: 47_950)],
                requestedFrequencyMegahertz: 2_437, effectiveFrequencyMegahertz: 2_437)
        ],
        outbox: HealthReport.Outbox(depth: 0, oldestAge: nil, droppedTelemetry: 0, droppedStates: 0, droppedEvents: 0),
        clock: .synchronised,
        locator: HealthReport.Locator(
            lateScans: 14, droppedScans: 0,
            sensors: [
                .init(sensor: "door", lastBatchAge: .milliseconds(412), lostBatches: 0, clock: .claimed),
                .init(sensor: "till", lastBatchAge: .milliseconds(871), lostBatches: 3, clock: .measured),
            ]))

    static let alerts = [
        Alert(
            .radioMissing, since: now - .minutes(3),
            message: "the adapter (any) is not there: nothing is sensed until it is plugged in (see: footfall radios)")
    ]
}
