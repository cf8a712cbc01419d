import Counting
import Foundation
import Privacy
import Testing
import Timekeeping
import Uplink

@testable import Fleet
@testable import Presence

struct FlowPayloadTests {
    @Test func `only flows of k visits or more are listed, and few look like none`() throws {
        var flows = ZoneFlows(zones: 2, from: noon - .minutes(60), to: noon)
        let nothing = try payload(flows)
        for _ in 0..<4 { flows.add(from: nil, to: 0) }
        flows.add(from: 0, to: 0)
        #expect(try payload(flows) == nothing)
        for _ in 0..<3 { flows.add(from: nil, to: 0) }
        for _ in 0..<6 { flows.add(from: 0, to: 1) }
        let document = try parsed(payload(flows))
        let listed = try #require(document["flows"] as? [[String: Any]])
        #expect(
            listed.map { "\($0["from"] ?? "") \($0["to"] ?? "") \($0["count"] ?? "")" } == [
                "hall bar 6", "outside hall 7",
            ])
        #expect(document["suppressed"] as? String == "below-k" && document["below"] as? Int == 5)
    }

    /// The payload where the windows of both zones tell who came and left.
    private func payload(_ flows: ZoneFlows) throws -> [UInt8] {
        var chance = DocumentChance()
        var open = ZoneDisclosure(withholding: Withholding(k: 5), budget: nil)
        _ = open.release(window(.hour, devices: 20, counts: [9, 9, 9, 9, 0]), using: &chance)
        return FlowPayload(
            flows, zones: ["hall", "bar"], disclosures: [open, open], withholding: Withholding(k: 5), using: &chance
        ).json
    }

    @Test func `bins of dwell are joined until each stands for k, and hold everybody`() {
        for count in 5...60 {
            let dwell = (0..<count).map { Int32($0 * $0 * 3) }
            let bins = DwellBin.bins(of: dwell, k: 5)
            #expect(bins.allSatisfy { $0.count >= 5 } && bins.reduce(0) { $0 + $1.count } == count)
            #expect(bins.first?.from == 0 && bins.last?.to == nil)
            for (bin, next) in zip(bins, bins.dropFirst()) { #expect(bin.to == next.from) }
            for bin in bins {
                #expect(dwell.filter { Int($0) >= bin.from && Int($0) < bin.to ?? .max }.count == bin.count)
            }
        }
    }

    @Test func `a level's event tells words, and no number`() throws {
        var (composer, chance) = (composer(), DocumentChance())
        let change = ZoneLevelChange(zone: 0, time: noon, level: .busy, previousLevel: .normal)
        let publication = composer.publication(for: .level(change), clock: .synchronised, using: &chance)
        #expect(publication.topic == "footfall/v1/shop-1/event/zone/level" && !publication.isRetained)
        let object = try parsed(publication.payload)
        #expect(object["type"] as? String == "footfall.zone.level.v1" && object["subject"] as? String == "floor")
        let data = try #require(object["data"] as? [String: String])
        #expect(data == ["site": "shop-1", "zone": "floor", "level": "busy", "previousLevel": "normal"])
    }

    @Test func `a calibration says its factor and its age`() throws {
        var occupancy = occupancy(devices: 20, distinct: 100, randomised: 90)
        occupancy.people = Estimate(value: 12, low: 8, high: 16)
        occupancy.calibration = PeopleModel.Calibration(
            factor: 0.6, uncertainty: 0.05, lessons: 30, learntAt: noon - .minutes(90))
        let document = try parsed(CountPayload(withholding: .init(k: 5)).occupancy(occupancy, zone: "floor"))
        let calibration = try #require(document["calibration"] as? [String: Any])
        #expect(calibration["state"] as? String == "counter" && calibration["factor"] as? Double == 0.6)
        #expect(calibration["uncertainty"] as? Double == 0.05 && calibration["ageSeconds"] as? Int == 5_400)
        #expect((document["people"] as? [String: Int]) == ["estimate": 12, "low": 8, "high": 16])
        #expect((document["devices"] as? [String: Int])?["estimate"] == 20)
    }

    @Test func `readings of counters are understood, and others refused`() {
        func reading(_ text: String) -> CounterReading? {
            CounterReading(reading: Array(text.utf8), of: "door", at: noon)
        }
        #expect(
            reading(#"{"in":3,"out":1,"window":60}"#)
                == CounterReading(counter: "door", time: noon, entries: 3, exits: 1))
        #expect(
            reading(#"{"at":"2023-11-14T22:10:00Z","occupancy":7}"#)
                == CounterReading(counter: "door", time: noon - .minutes(5), occupancy: 7))
        for text in [
            "", "[]", "{}", #"{"in":-1}"#, #"{"in":1.5}"#, #"{"occupancy":"7"}"#, #"{"in":100001}"#,
            #"{"at":"2023-11-14T21:10:00Z","occupancy":7}"#, #"{"at":"2023-11-14T23:10:00Z","occupancy":7}"#,
        ] { #expect(reading(text) == nil, "\(text)") }
        let own = CounterReading(counter: "door", time: noon, occupancy: 9)
        #expect(CounterReading(reading: own.json, of: "door", at: noon) == own)
    }
}
