import Counting
import Foundation
import Privacy
import Testing
import Timekeeping

@testable import Fleet
@testable import Presence

/// Nothing that stands for fewer than `k` people is told.
struct CountPayloadTests {
    @Test(arguments: [0, 5, 12]) func `no count between 1 and k - 1 is published, whatever was counted`(k: Int) throws {
        let payload = CountPayload(withholding: Withholding(k: k))
        let k = max(k, 5)
        for count in 0...30 {
            for part in [0, 1, count / 4, count / 2, count - count / 4, count - 1, count]
            where (0...count).contains(part) {
                let documents = [
                    payload.occupancy(
                        occupancy(devices: Double(count), distinct: count, randomised: part), zone: "floor"),
                    payload.footfall(
                        footfall(
                            devices: Double(part) + 0.4, distinct: count, randomised: part, visitors: part,
                            bounces: count - part, passersBy: count), zone: "floor"),
                ]
                for document in documents { try check(document, k: k) }
            }
        }
    }

    /// Shares, and where the bins of a histogram begin and end.
    private static func isNoCount(_ path: String) -> Bool {
        [".randomisedShare", ".captureRate"].contains(path) || path.hasSuffix("fromSeconds")
            || path.hasSuffix("toSeconds") || path.hasPrefix(".calibration")
    }

    /// No small count, no interval that ends in one, and a mark where something was kept back.
    private func check(_ document: [UInt8], k: Int) throws {
        let object = try parsed(document)
        for (path, value) in numbers(in: object) where !Self.isNoCount(path) {
            #expect(value == 0 || value >= Double(k), "\(path): \(value)")
            #expect(value != 0 || path.hasSuffix(".low"), "\(path): a published 0 tells it from k - 1")
        }
        let withheld = [
            "devices", "people", "distinctAddresses", "randomisedShare", "passersBy", "visitors", "bounces",
            "captureRate",
        ]
        .contains { object[$0] is NSNull }
        #expect((object["suppressed"] as? String == "below-k") == withheld)
        #expect((object["below"] as? Int == k) == withheld)
    }

    @Test func `0 and every count below k are the same bytes`() {
        let payload = CountPayload(withholding: Withholding(k: 7))
        let nobody = footfall(devices: 0, distinct: 0, randomised: 0, visitors: 0, bounces: 0, passersBy: 0)
        for few in 1..<7 {
            let some = footfall(
                devices: Double(few) + 0.49, distinct: few, randomised: few / 2, visitors: few, bounces: few,
                passersBy: few)
            #expect(payload.footfall(some, zone: "floor") == payload.footfall(nobody, zone: "floor"))
            #expect(
                payload.occupancy(occupancy(devices: Double(few), distinct: few, randomised: few), zone: "floor")
                    == payload.occupancy(occupancy(devices: 0, distinct: 0, randomised: 0), zone: "floor"))
        }
    }

    @Test func `a withheld figure leaves no trace beside figures that are published`() {
        let payload = CountPayload(withholding: Withholding(k: 5))
        var chance = DocumentChance()
        for _ in 0..<2_000 {
            let counts = (0..<5).map { _ in Int.random(in: 0...12, using: &chance) }
            let shown = counts.map { $0 < 5 ? 0 : $0 }
            let (written, blanked) = (document(counts, payload), document(shown, payload))
            #expect(written == blanked, "\(counts), seed \(chance.seed)")
        }
    }

    /// The random addresses are one of the counts, and so are the others.
    private func document(_ counts: [Int], _ payload: CountPayload) -> [UInt8] {
        payload.footfall(
            footfall(
                devices: 50, distinct: 40, randomised: counts[0], visitors: counts[1], bounces: counts[2],
                passersBy: counts[3]), zone: "floor")
    }

    @Test(arguments: [(20, 4), (20, 16), (20, 0), (20, 20), (9, 5)])
    func `a share is withheld when either side of it is below k`(distinct: Int, randomised: Int) throws {
        let payload = CountPayload(withholding: Withholding(k: 5))
        let document = payload.occupancy(occupancy(devices: 20, distinct: distinct, randomised: randomised), zone: "a")
        #expect(try parsed(document)["randomisedShare"] is NSNull)
    }

    @Test(arguments: [(20, 5, 0.25), (20, 15, 0.75), (30, 10, 0.33), (1_000, 994, 0.99)])
    func `a share is in whole per cent`(distinct: Int, randomised: Int, share: Double) throws {
        let payload = CountPayload(withholding: Withholding(k: 5))
        let document = payload.occupancy(occupancy(devices: 20, distinct: distinct, randomised: randomised), zone: "a")
        #expect(try parsed(document)["randomisedShare"] as? Double == share)
    }

    @Test func `a window says what it counted, how long it was and how well it was heard`() throws {
        var figures = FootfallFigures(from: noon - .minutes(14))
        figures.visitors = 9
        figures.bounces = 11
        figures.passersBy = 30
        figures.startedVisits = 20
        figures.distinctAddresses = 400
        figures.randomisedAddresses = 300
        figures.dwellSeconds = (1...20).reversed().map { $0 * 60 }
        let object = try parsed(
            CountPayload(withholding: Withholding(k: 5)).footfall(
                Footfall(
                    length: .quarterHour, from: figures.from, to: noon, devices: .uncalibrated(20.4), figures: figures,
                    coverage: .degraded), zone: "floor"))
        let window = try #require(object["window"] as? [String: Any])
        #expect(window["from"] as? String == "2023-11-14T22:01:00.000Z")
        #expect(window["to"] as? String == "2023-11-14T22:15:00.000Z")
        #expect(object["zone"] as? String == "floor" && object["coverage"] as? String == "degraded")
        #expect(object["visitors"] as? Int == 9 && object["bounces"] as? Int == 11)
        #expect(object["passersBy"] as? Int == 30 && object["distinctAddresses"] as? Int == 400)
        #expect(object["devices"] as? [String: Int] == ["estimate": 20, "low": 10, "high": 41])
        let dwell = try #require(object["dwellSeconds"] as? [String: Any])
        #expect(dwell["median"] as? Int == 660 && dwell["p90"] as? Int == 1_140)
        #expect(dwell["mean"] is NSNull)
        #expect(dwell["histogram"] is NSNull, "only days have one")
        #expect(object["captureRate"] as? Double == 0.4)
        for name in ["entries", "exits", "returningShare", "suppressed", "below"] {
            #expect(object[name] is NSNull, "\(name)")
        }
    }

    @Test func `a day has a histogram of how long its visits were`() throws {
        let day = window(.day, devices: 20, counts: [9, 11, 30, 20, 0])
        let object = try parsed(CountPayload(withholding: Withholding(k: 5)).footfall(day, zone: "floor"))
        let dwell = try #require(object["dwellSeconds"] as? [String: Any])
        let bins = try #require(dwell["histogram"] as? [[String: Any]])
        #expect(bins.map { $0["count"] as? Int } == [8, 7, 5], "below 300 s, below 600 s, and the rest")
    }

    @Test(arguments: [(others: 0, rate: 0.25), (4, 0.29), (5, 0.25), (90, 0.25)])
    func `the capture rate is of devices that passers-by are known of, and tells of few others nothing`(
        others: Int, rate: Double
    ) throws {
        let day = window(.day, devices: 20, counts: [9, 11, 60, 20, others])
        let payload = CountPayload(withholding: Withholding(k: 5))
        #expect(try parsed(payload.footfall(day, zone: "floor"))["captureRate"] as? Double == rate)
    }

    @Test func `a capture rate of visits under chosen addresses alone is none`() throws {
        let day = window(.day, devices: 20, counts: [9, 11, 60, 4, 90])
        let payload = CountPayload(withholding: Withholding(k: 5))
        #expect(try parsed(payload.footfall(day, zone: "floor"))["captureRate"] is NSNull)
    }

    @Test func `without an estimate there is none, and nobody is said to have withheld it`() throws {
        let payload = CountPayload(withholding: Withholding(k: 5))
        let object = try parsed(payload.occupancy(occupancy(devices: nil, distinct: 20, randomised: 10), zone: "floor"))
        #expect(object["devices"] is NSNull && object["people"] is NSNull && object["suppressed"] is NSNull)
    }
}
