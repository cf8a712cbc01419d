import Testing
import Timekeeping

@testable import Fleet

struct AgentMetricsTests {
    private let topic = "footfall/v1/shop-12/zone/inside/occupancy"

    @Test func `what was withheld or is unknown is not there`() throws {
        let payload =
            #"{"zone":"inside","people":null,"devices":null,"coverage":"full","suppressed":"below-k","below":5}"#
        let zone = try #require(PublishedZone(topic: topic, payload: Array(payload.utf8)))
        let text = metrics(zones: [zone]).text
        #expect(!text.contains("footfall_zone_people") && !text.contains("footfall_zone_devices"))
        #expect(text.contains(#"footfall_zone_withheld{zone="inside"} 1"#))
        #expect(text.contains(#"footfall_zone_coverage{zone="inside",coverage="full"} 1"#))
    }

    @Test func `a zone is told as it was published`() throws {
        let payload = """
            {"people":{"estimate":12,"low":8,"high":17},"devices":{"estimate":10,"low":7,"high":14},\
            "coverage":"degraded","suppressed":null}
            """
        let zone = try #require(PublishedZone(topic: topic, payload: Array(payload.utf8)))
        let lines = metrics(zones: [zone]).text.split(separator: "\n")
        for line in [
            #"footfall_zone_people{zone="inside"} 12"#, #"footfall_zone_people_low{zone="inside"} 8"#,
            #"footfall_zone_people_high{zone="inside"} 17"#, #"footfall_zone_devices{zone="inside"} 10"#,
            #"footfall_zone_withheld{zone="inside"} 0"#, #"footfall_zone_coverage{zone="inside",coverage="full"} 0"#,
        ] {
            #expect(lines.contains(line[...]), "\(line)")
        }
    }

    @Test(arguments: ["footfall/v1/shop-12/zone/inside/footfall", "footfall/v1/shop-12/event/visit/started"])
    func `only messages about occupancy tell of zones`(topic: String) {
        #expect(PublishedZone(topic: topic, payload: Array(#"{"coverage":"full"}"#.utf8)) == nil)
        #expect(PublishedZone(topic: self.topic, payload: Array("no JSON".utf8)) == nil)
    }

    @Test func `every name is explained once, and each value of a choice is there`() {
        let lines = metrics(zones: []).text.split(separator: "\n")
        let helps = lines.filter { $0.hasPrefix("# HELP") }.map { $0.split(separator: " ")[2] }
        let types = lines.filter { $0.hasPrefix("# TYPE") }.map { $0.split(separator: " ")[2] }
        #expect(helps == types && Set(helps).count == helps.count)
        #expect(lines.contains(#"footfall_alert{alert="radio-missing"} 1"#))
        #expect(lines.count { $0.hasPrefix("footfall_alert{") } == Alert.Kind.allCases.count)
        #expect(lines.contains(#"footfall_clock{quality="holdover"} 0"#))
        #expect(lines.contains(#"footfall_info{site="shop-12",sensor="a",version="1.2.3"} 1"#))
        let channel = #"interface="footfall1",frequency_megahertz="2437""#
        #expect(lines.contains("footfall_channel_probe_requests_total{\(channel)} 47950"))
        #expect(lines.contains(#"footfall_locator_lost_batches_total{from="till"} 3"#))
        #expect(lines.contains(#"footfall_locator_sensor_clock{from="till",clock="measured"} 1"#))
        #expect(lines.contains("footfall_locator_late_scans_total 14"))
        #expect(lines.contains(#"footfall_radio_listening{interface="footfall1"} 1"#))
    }

    @Test func `labels keep their notation whatever is in them`() {
        var text = MetricText()
        text.family("footfall_test", .gauge, "A test") { $0.sample(1, ("name", "a\"b\\c\nd")) }
        #expect(text.text.hasSuffix("footfall_test{name=\"a\\\"b\\\\c\\nd\"} 1\n"))
    }

    private func metrics(zones: [PublishedZone]) -> AgentMetrics {
        var info = ContractSample.info
        info.version = "1.2.3"
        return AgentMetrics(
            site: "shop-12", sensor: "a", info: info, startedAt: ContractSample.boot, health: ContractSample.health,
            listening: ["footfall1"], connection: .init(), alerts: ContractSample.alerts, zones: zones)
    }
}
