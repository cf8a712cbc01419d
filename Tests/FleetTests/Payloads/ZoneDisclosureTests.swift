import Counting
import Foundation
import Privacy
import Testing
import Timekeeping
import Uplink

@testable import Fleet
@testable import Presence

/// Windows that nest, a histogram, shares and flows of one zone, as they are published over a day of two hours.
struct ZoneDisclosureTests {
    @Test func `no sum or difference of anything published of a zone is a count below k`() throws {
        var chance = DocumentChance()
        for _ in 0..<150 {
            let most = Int.random(in: 2...16, using: &chance)
            let quarters = (0..<8).map { _ in
                (0..<Self.kinds).map { _ in Int.random(in: 0...most, using: &chance) }
            }
            let span = LinearSpan(try published(quarters))
            for cells in Self.questions where span.contains(cells) {
                let sum = zip(cells, quarters.flatMap { $0 }).reduce(0) { $0 + Int($1.0) * $1.1 }
                guard sum < 5 else { continue }
                Issue.record("seed \(chance.seed): \(quarters) tell \(cells): \(sum)")
                return
            }
        }
    }

    @Test func `a busy day with a quiet quarter is told, and the hour around the quarter is not`() throws {
        let quarters =
            [[20, 9, 8, 7, 6], [20, 8, 9, 9, 9], [20, 3, 7, 9, 8], [20, 9, 9, 8, 7]]
            + Array(
                repeating: [9, 9, 9, 9, 9], count: 4)
        let documents = try windows(quarters)
        #expect(documents.hours.map { $0["bounces"] as? Int } == [nil, 36])
        #expect(documents.hours.map { $0["visitors"] as? Int } == [80, 36])
        #expect(documents.hours[0]["suppressed"] as? String == "below-k")
        #expect(documents.day["visitors"] as? Int == 116 && documents.day["bounces"] as? Int == nil)
    }

    @Test func `a window's people are made of what its minutes told, and of nothing that they kept back`() throws {
        func quarter(_ minutes: [Double]) throws -> NSDictionary {
            var disclosure = ZoneDisclosure(withholding: Withholding(k: 5), budget: nil)
            var chance = DocumentChance()
            for devices in minutes {
                _ = disclosure.release(window(.minute, devices: devices), using: &chance)
            }
            let mean = minutes.reduce(0, +) / Double(minutes.count)
            let footfall = window(.quarterHour, devices: mean)
            let release = disclosure.release(footfall, using: &chance)
            let payload = CountPayload(withholding: Withholding(k: 5))
            return try parsed(payload.footfall(release, of: footfall, zone: "floor")) as NSDictionary
        }
        let none = try quarter([20, 0, 30])
        #expect(try none == quarter([20, 4, 30]) && none == quarter([20.4, 1.7, 29.6]))
        #expect(none["people"] as? [String: Int] == ["estimate": 17, "low": 8, "high": 35], "(20 + 2 + 30) / 3")
        #expect(try quarter([4, 4, 4]) == quarter([0, 0, 1]))
    }

    @Test func `devices and people are told together, or neither`() throws {
        var few = occupancy(devices: 8, distinct: 90, randomised: 80)
        few.people = Estimate(value: 3, low: 2, high: 5)
        let document = try parsed(CountPayload(withholding: Withholding(k: 5)).occupancy(few, zone: "floor"))
        for name in ["devices", "people", "distinctAddresses", "randomisedShare"] {
            #expect(document[name] is NSNull, "\(name)")
        }
    }

    @Test func `a minute tells how many there are, and nothing of visits`() throws {
        let document = try parsed(
            CountPayload(withholding: Withholding(k: 5)).footfall(
                window(.minute, devices: 30, counts: [20, 20, 20, 20, 20]), zone: "floor"))
        #expect(document["devices"] is [String: Any])
        for name in ["visitors", "bounces", "passersBy", "captureRate", "distinctAddresses", "suppressed"] {
            #expect(document[name] is NSNull, "\(name)")
        }
    }

    /// Visitors, bounces, passers-by, visits that began under factory addresses, and under others.
    private static let kinds = 5

    /// Each kind of count and each sum of kinds, in each window and in what one leaves of the next.
    private static let questions: [[Double]] = {
        let quarters = (0..<8).map { [$0] }
        let windows = quarters + [Array(0..<4), Array(4..<8), Array(0..<8)]
        let rests = quarters.flatMap { quarter in windows.map { $0.filter { $0 != quarter[0] } } }
        return (windows + rests).filter { !$0.isEmpty }.flatMap { window in
            (1..<1 << kinds).map { set in
                (0..<8).flatMap { quarter in
                    (0..<kinds).map { window.contains(quarter) && set >> $0 & 1 == 1 ? 1 : 0 }
                }
            }
        }
    }()

    /// What was published, each figure as the cells that it adds up.
    private func published(_ quarters: [[Int]]) throws -> [[Double]] {
        let documents = try windows(quarters)
        var rows: [[Double]] = []
        func add(_ window: Range<Int>, _ kinds: Set<Int>) {
            rows.append(
                (0..<8).flatMap { q in (0..<Self.kinds).map { window.contains(q) && kinds.contains($0) ? 1 : 0 } })
        }
        func read(_ document: [String: Any], _ window: Range<Int>) {
            for (kind, name) in ["visitors", "bounces", "passersBy"].enumerated() where document[name] is Int {
                add(window, [kind])
            }
            if let rate = document["captureRate"] as? Double {
                func sum(_ kind: Int) -> Double { Double(quarters[window].reduce(0) { $0 + $1[kind] }) }
                let all = (sum(3) + sum(4)) / (sum(2) + sum(3) + sum(4))
                add(window, rate == (all * 100).rounded() / 100 ? [3, 4] : [3])
            }
            let dwell = document["dwellSeconds"] as? [String: Any]
            if dwell?["histogram"] is [Any] { add(window, [0, 1]) }
        }
        for (quarter, document) in documents.quarters.enumerated() { read(document, quarter..<quarter + 1) }
        for (hour, document) in documents.hours.enumerated() { read(document, hour * 4..<hour * 4 + 4) }
        read(documents.day, 0..<8)
        for (hour, document) in documents.flows.enumerated() {
            for flow in document["flows"] as? [[String: Any]] ?? [] {
                add(hour * 4..<hour * 4 + 4, flow["from"] as? String == "outside" ? [3, 4] : [0, 1])
            }
        }
        return rows
    }

    private struct Documents {
        var quarters: [[String: Any]] = []
        var hours: [[String: Any]] = []
        var day: [String: Any] = [:]
        var flows: [[String: Any]] = []
    }

    /// The windows and flows of a day of two hours, through the composer.
    private func windows(_ quarters: [[Int]]) throws -> Documents {
        var (composer, chance, documents) = (composer(), DocumentChance(), Documents())
        func publish(_ observation: Observation) throws -> [String: Any] {
            try parsed(composer.publication(for: observation, clock: .synchronised, using: &chance).payload)
        }
        func sum(_ window: Range<Int>) -> [Int] {
            (0..<Self.kinds).map { kind in quarters[window].reduce(0) { $0 + $1[kind] } }
        }
        for hour in 0..<2 {
            let within = hour * 4..<hour * 4 + 4
            for quarter in within {
                documents.quarters.append(
                    try publish(.footfall(window(.quarterHour, devices: 30, counts: quarters[quarter]))))
            }
            let counts = sum(within)
            documents.hours.append(try publish(.footfall(window(.hour, devices: 30, counts: counts))))
            var flows = ZoneFlows(zones: 1, from: noon - .minutes(60), to: noon)
            for _ in 0..<counts[3] + counts[4] { flows.add(from: nil, to: 0) }
            for _ in 0..<counts[0] + counts[1] { flows.add(from: 0, to: nil) }
            documents.flows.append(try publish(.flows(flows)))
        }
        documents.day = try publish(.footfall(window(.day, devices: 30, counts: sum(0..<8))))
        return documents
    }
}

/// A window with so many visitors, bounces, passers-by, and visits that began under factory and under other addresses.
func window(_ length: FootfallTally.Length, devices: Double, counts: [Int] = [0, 0, 0, 0, 0]) -> Footfall {
    var figures = FootfallFigures(from: noon - length.interval)
    (figures.visitors, figures.bounces, figures.passersBy) = (counts[0], counts[1], counts[2])
    (figures.startedVisits, figures.randomisedStarts) = (counts[3] + counts[4], counts[4])
    figures.dwellSeconds = (0..<counts[0] + counts[1]).map { Int32($0 * 40) }
    return Footfall(
        length: length, from: figures.from, to: noon, devices: .uncalibrated(devices), figures: figures, coverage: .full
    )
}

/// Noise on what is exported.
struct NoisyDisclosureTests {
    private let counts = [400, 300, 200, 400, 300]

    @Test func `noise moves counts, says so, and leaves nothing exact of the same visits`() throws {
        let exact = try document(.day, budget: nil)
        let budget = try #require(NoiseBudget(milliepsilonOfWindow: 100, milliepsilonOfDay: 100))
        let noisy = try document(.day, budget: budget)
        #expect(exact["visitors"] as? Int == 400 && exact["noise"] is NSNull)
        let noise = try #require(noisy["noise"] as? [String: Any])
        #expect(noise["epsilon"] as? Double == 0.1 && noise["sensitivity"] as? Int == 2)
        let names = ["visitors", "bounces", "passersBy"]
        #expect(names.contains { noisy[$0] as? Int != exact[$0] as? Int })
        for (name, count) in zip(names, counts) { #expect(abs(try #require(noisy[name] as? Int) - count) < 190) }
        for name in ["captureRate", "segments", "returningShare"] { #expect(noisy[name] is NSNull, "\(name)") }
        let dwell = try #require(noisy["dwellSeconds"] as? [String: Any])
        #expect(dwell.values.allSatisfy { $0 is NSNull } && dwell.count == 4)
    }

    @Test func `the day is paid for first, then hours, then quarters`() throws {
        for (perDay, paid) in [(100, 1), (2_599, 1), (2_600, 2), (12_599, 2), (12_600, 3)] {
            let budget = try #require(NoiseBudget(milliepsilonOfWindow: 100, milliepsilonOfDay: perDay))
            let told = try [FootfallTally.Length.day, .hour, .quarterHour].map {
                try document($0, budget: budget)["visitors"] is Int
            }
            #expect(told == (0..<3).map { $0 < paid }, "\(perDay)")
        }
    }

    @Test func `a count with noise is withheld below k like any other`() throws {
        let budget = try #require(NoiseBudget(milliepsilonOfWindow: 10, milliepsilonOfDay: 10))
        for _ in 0..<50 {
            let count = try document(.day, budget: budget, counts: [6, 6, 6, 6, 6])["visitors"] as? Int
            #expect(count.map { $0 >= 5 } ?? true)
        }
    }

    private func document(
        _ length: FootfallTally.Length, budget: NoiseBudget?, counts: [Int]? = nil
    ) throws -> [String: Any] {
        let footfall = window(length, devices: 30, counts: counts ?? self.counts)
        var disclosure = ZoneDisclosure(withholding: Withholding(k: 5), budget: budget)
        var chance = DocumentChance()
        let release = disclosure.release(footfall, using: &chance)
        return try parsed(CountPayload(withholding: Withholding(k: 5)).footfall(release, of: footfall, zone: "floor"))
    }
}

/// Visits by the label that people gave.
struct SegmentTallyTests {
    @Test(arguments: [
        ([20, 9], 60, ["a 20", "b 9"], true), ([20, 3], 60, ["a 20"], false), ([20, 9], 31, ["a 20", "b 9"], false),
        ([2, 3], 60, [], false), ([], 60, [], false),
    ])
    func `labels of few visits are kept back, also where they could be subtracted`(
        visits: [Int], total: Int, told: [String], tellsConsented: Bool
    ) {
        var tally = SegmentTally()
        for (label, count) in zip(["a", "b"], visits) {
            for _ in 0..<count { tally.visitEnded(segment: label) }
        }
        let release = tally.take(visits: total, by: Withholding(k: 5))
        let names = release.segments.map { "\($0.name) \($0.visits)" }
        #expect(names.allSatisfy(told.contains) && release.tellsConsented == tellsConsented, "\(names)")
        #expect(tally == SegmentTally(), "the next day begins")
    }
}
