import Foundation
import Privacy
import Testing
import Timekeeping
import Uplink

@testable import Fleet
@testable import Presence

struct ComposerTests {
    /// One message of each kind.
    private func publications() -> [Publication] {
        var (composer, chance) = (composer(), DocumentChance())
        let observations: [Observation] =
            VisitEventPayloadTests.kinds.map { .visit(visitEvent($0)) } + [
                .occupancy(occupancy(devices: 9, distinct: 9, randomised: 9)),
                .footfall(footfall(devices: 9, distinct: 9, randomised: 9, visitors: 9, bounces: 9, passersBy: 9)),
                .flows(ZoneFlows(zones: 1, from: noon - .minutes(60), to: noon)),
                .level(ZoneLevelChange(zone: 0, time: noon, level: .busy, previousLevel: .normal)),
            ]
        return observations.map { composer.publication(for: $0, clock: .synchronised, using: &chance) } + [
            composer.status(.online, at: noon), composer.info(info), composer.health(health),
            composer.alert([Alert(.plaintext, since: noon, message: "text")]),
        ]
    }

    private let info = AgentInfo(
        version: "1.2.3", configuration: .init(version: 4, siteVersion: 0, hash: "00"),
        radios: [.init(interface: "mon0", linkType: 127)], isMemoryLocked: true)
    private var health: HealthReport { report(interface: "mon0", age: .milliseconds(1_500)) }

    private func report(interface: String, age: Interval?) -> HealthReport {
        HealthReport(
            at: noon, uptime: .seconds(61), residentBytes: 12_345_678, processorTime: .milliseconds(1_250),
            radios: [
                HealthReport.Radio(
                    interface: interface, frames: 10, probeRequests: 9, malformed: 8, badFrameChecks: 7, objections: 6,
                    withoutLevel: 5, kernelDrops: 4, lastFrameAge: age,
                    channels: [.init(frequencyMegahertz: 2_437, probeRequests: 3)])
            ],
            outbox: .init(depth: 2, oldestAge: age, droppedTelemetry: 1, droppedStates: 0, droppedEvents: 3),
            clock: .holdover)
    }

    @Test func `topics have six levels, each an identifier, below one root`() {
        let identifier = /[a-z0-9](?:[a-z0-9-]{0,62})/
        for publication in publications() {
            let levels = publication.topic.split(separator: "/", omittingEmptySubsequences: false)
            #expect(levels.count == 6, "\(publication.topic)")
            #expect(levels[0...1] == ["footfall", "v1"])
            #expect(levels[2...].allSatisfy { $0.wholeMatch(of: identifier) != nil }, "\(publication.topic)")
        }
        #expect(Set(publications().map { $0.topic.replacing("footfall/v1/shop-1/", with: "") }) == channels)
    }

    private let channels: Set = [
        "sensor/door/status", "sensor/door/info", "sensor/door/health", "sensor/door/alert", "zone/floor/occupancy",
        "zone/floor/footfall", "event/visit/started", "event/visit/moved", "event/visit/idle", "event/visit/resumed",
        "event/visit/ended", "event/zone/level", "site/flow/hour",
    ]

    @Test func `state is retained, events and telemetry are not, and only telemetry may get lost`() {
        for publication in publications() {
            let channel = publication.topic.split(separator: "/")[5]
            let isState = ["status", "info", "alert", "occupancy", "footfall", "hour"].contains(channel)
            #expect(publication.isRetained == isState, "\(publication.topic)")
            #expect((publication.quality == .atMostOnce) == (channel == "health"))
            #expect((publication.importance == .telemetry) == (channel == "health"))
            let isEvent = publication.topic.contains("/event/") || ["footfall", "hour"].contains(channel)
            #expect((publication.importance == .event) == isEvent, "\(publication.topic)")
        }
    }

    @Test func `every payload is one JSON object that Foundation reads`() throws {
        for publication in publications() { #expect(try !parsed(publication.payload).isEmpty) }
    }

    @Test(arguments: [(AgentState.online, "online"), (.stopped, "stopped"), (.offline, "offline")])
    func `the status says since when and which life of the agent it is`(state: AgentState, word: String) throws {
        let object = try parsed(composer().status(state, at: noon).payload)
        #expect(
            object as? [String: String] == [
                "state": word, "at": "2023-11-14T22:15:00.000Z", "boot": "2023-11-14T21:15:00.000Z",
            ])
    }

    @Test func `alerts keep any message whole, and no alert is an empty set`() throws {
        let hostile = "\"}],\"alerts\":[]}\\ \u{0}\n\u{2028}🙂"
        let alerts = Alert.Kind.allCases.map { Alert($0, since: noon, message: hostile) }
        let written = try #require(try parsed(composer().alert(alerts).payload)["alerts"] as? [[String: String]])
        #expect(written.map { $0["alert"] } == Alert.Kind.allCases.map(\.rawValue))
        #expect(written.allSatisfy { $0["message"] == hostile && $0["since"] == "2023-11-14T22:15:00.000Z" })
        #expect((try parsed(composer().alert([]).payload)["alerts"] as? [Any])?.isEmpty == true)
    }

    @Test func `health is told in the units that its names say`() throws {
        let object = try parsed(composer().health(health).payload)
        #expect(object["uptimeSeconds"] as? Int == 61 && object["processorSeconds"] as? Double == 1.25)
        #expect(object["clock"] as? [String: String] == ["quality": "holdover"])
        let radio = try #require((object["radios"] as? [[String: Any]])?.first)
        #expect(radio["lastFrameAgeSeconds"] as? Double == 1.5 && radio["kernelDrops"] as? Int == 4)
        #expect((radio["channels"] as? [[String: Int]])?.first?["frequencyMegahertz"] == 2_437)
        let outbox = try #require(object["outbox"] as? [String: Any])
        #expect(outbox["dropped"] as? [String: Int] == ["telemetry": 1, "state": 0, "event": 3])
    }

    @Test func `an interface may have any name, and an age may be unknown`() throws {
        let name = "we\"ird\\\u{1}"
        let object = try parsed(composer().health(report(interface: name, age: nil)).payload)
        let radio = try #require((object["radios"] as? [[String: Any]])?.first)
        #expect(radio["interface"] as? String == name && radio["lastFrameAgeSeconds"] is NSNull)
        var info = info
        info.radios[0].interface = name
        let radios = try parsed(composer().info(info).payload)["radios"] as? [[String: Any]]
        #expect(radios?.first?["interface"] as? String == name)
    }
}
