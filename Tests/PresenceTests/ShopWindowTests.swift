import Counting
import Foundation
import Privacy
import Testing
import Timekeeping

@testable import Presence

struct ShopWindowTests {
    private static func berlin() throws -> TimeZoneRules {
        try #require(
            TimeZoneRules(tzif: Array(try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/Europe/Berlin")))))
    }

    private static func windows(
        _ length: FootfallTally.Length, from start: WallTime, hours: Int64, zone: TimeZoneRules
    ) -> [Footfall] {
        var observer = SiteObserver(rules: shopRules, timeZone: zone, followsVisits: true, at: start)
        for hour in 1...hours { observer.advance(to: start + .minutes(hour * 60)) }
        return observer.taken().compactMap { observation in
            guard case .footfall(let footfall) = observation, footfall.length == length else { return nil }
            return footfall
        }
    }

    /// In Berlin the clocks were changed on 2026-03-29 and on 2026-10-25, each at 01:00 UTC.
    @Test(arguments: zip(["2026-03-28T12:00:00Z", "2026-10-24T12:00:00Z"], [[23.0, 46], [22.0, 47]]))
    func `a day begins and ends at the shop's midnight, also when the clocks are changed`(
        start: String, midnights: [Double]
    ) throws {
        let begin = try #require(WallTime(rfc3339: start))
        let days = Self.windows(.day, from: begin, hours: 48, zone: try Self.berlin())
        let noon = begin - .minutes(12 * 60)
        #expect(days.map { ($0.to - noon).seconds / 3_600 } == midnights)
        #expect(days.first?.from == begin && days.last?.from == days.first?.to)
        let length = days.last.map { ($0.to - $0.from).seconds / 3_600 }
        #expect(length == (start.contains("-03-") ? 23 : 25))
    }

    @Test(arguments: [14.0, 60, 20_000]) func `after a silence of hours or years no window is longer than its length`(
        hours: Double
    ) throws {
        let evening = try #require(WallTime(rfc3339: "2026-03-28T17:40:00Z"))
        var observer = SiteObserver(rules: shopRules, timeZone: try Self.berlin(), followsVisits: true, at: evening)
        var chance = Chance(seed: 1)
        for begin in [evening, evening + .seconds(Int64(hours * 3_600))] {
            for scan: Int64 in 0..<90 {
                let sighting = Sighting(
                    time: begin + .seconds(scan * 40), tag: Tag(bits: UInt32(scan % 6)),
                    signature: SignatureClass(bits: 1), levelDBm: clearly, isRandomised: false)
                if !observer.sightedAgain(sighting, using: &chance) {
                    observer.sightedAnew(sighting, formerTag: nil, using: &chance)
                }
            }
        }
        let taken = observer.taken()
        let windows = taken.compactMap { observation in
            guard case .footfall(let footfall) = observation else { return nil as Footfall? }
            return footfall
        }
        #expect(windows.allSatisfy { $0.from < $0.to && $0.to - $0.from <= $0.length.interval })
        let days = windows.filter { $0.length == .day }
        #expect(days.map(\.to.rfc3339) == ["2026-03-28T23:00:00.000Z"])
        #expect(days.first?.from == evening && days.first?.figures.visitors == 6)
        for length in [FootfallTally.Length.quarterHour, .hour] {
            let visitors = windows.filter { $0.length == length }.reduce(0) { $0 + $1.figures.visitors }
            #expect(visitors == 6, "those who came after the silence are there yet")
        }
        #expect(windows.contains { $0.length == .hour && $0.to - $0.from == .minutes(60) && $0.from > evening })
        #expect(windows.contains { $0.length == .quarterHour && $0.devices?.value ?? 0 > 5 && $0.from > evening })
    }

    @Test func `hours go by clocks that are off by half an hour, minutes and quarters fit into them`() throws {
        let kolkata = try #require(
            TimeZoneRules(tzif: Array(try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/Asia/Kolkata")))))
        let hours = Self.windows(.hour, from: opening, hours: 5, zone: kolkata)
        #expect(hours.count == 5)
        #expect(hours.allSatisfy { $0.to.nanoseconds / 1_000_000_000 % 3_600 == 1_800 })
        let minutes = Self.windows(.minute, from: opening, hours: 1, zone: kolkata)
        #expect(minutes.count == 60)
    }

    @Test func `after a start and after a loss the figures are degraded until the window is full, and not low`() {
        var shop = Shop(at: 0)
        func population(_ seconds: Range<Int>) {
            for second in seconds where second % 40 == 0 {
                for phone: UInt32 in 0..<6 {
                    shop.heard(
                        UInt32(second) * 10 + phone, clearly, at: Double(second) + Double(phone) * 6, randomised: true,
                        signature: UInt16(phone))
                }
            }
        }
        population(0..<1_800)
        shop.advance(to: 1_801)
        let before = shop.occupancies.last?.devices?.value ?? 0
        shop.coverageLost(at: 1_810)
        shop.advance(to: 5_400)
        #expect(shop.occupancies.last?.devices == nil && shop.occupancies.last?.people == nil)
        shop.coverageReturned(at: 5_400)
        let told = shop.occupancies.count
        population(5_400..<7_000)
        shop.advance(to: 7_000)
        let after = shop.occupancies[told...]
        let warm = after.filter { $0.to - Shop.instant(5_400) >= .minutes(15) }
        #expect(warm.allSatisfy { $0.coverage == .full })
        let young = after.filter { $0.to - Shop.instant(5_400) < .minutes(15) }
        #expect(young.count > 10 && young.allSatisfy { $0.coverage == .degraded })
        for occupancy in after where occupancy.to - Shop.instant(5_400) >= .minutes(5) {
            #expect(abs((occupancy.devices?.value ?? 0) / before - 1) < 0.35, "\(Shop.second(occupancy.to))")
        }
    }

    @Test func `a level rises at its threshold and falls a fifth below it`() {
        let thresholds = ZoneLevelThresholds(normal: 10, busy: 30, crowded: 60)
        var level = ZoneLevel.quiet
        var course: [ZoneLevel] = []
        for people: Double in [9, 10, 29, 30, 25, 24, 23.9, 31, 60, 48, 47, 8, 7.9] {
            level = thresholds.level(of: people, after: level)
            course.append(level)
        }
        #expect(
            course == [
                .quiet, .normal, .normal, .busy, .busy, .busy, .normal, .busy, .crowded, .crowded, .busy, .normal,
                .quiet,
            ])
    }

    @Test func `who came, moved and left in an hour is its flows, and a stop is no leaving`() {
        var site = Site(zones: [.inside, .inside])
        for device: UInt32 in 0..<6 {
            let start = Double(device)
            site.heard(device, [0.9, 0.05], inside: 1, at: start)
            site.heard(device, [0.1, 0.85], inside: 1, at: start + 60)
            if device > 3 { site.heard(device, [0.8, 0.1], inside: 1, at: start + 120) }
        }
        site.advance(to: 3_660)
        site.observer.stopped(at: Shop.instant(3_700))
        let flows = site.flows.reduce(into: [Int](repeating: 0, count: 4)) { sums, flow in
            sums[0] += flow.count(from: nil, to: 0)
            sums[1] += flow.count(from: 0, to: 1)
            sums[2] += flow.count(from: 1, to: 0)
            sums[3] += flow.count(from: 1, to: nil) * 10 + flow.count(from: 0, to: nil)
        }
        #expect(flows == [6, 6, 2, 42])
    }

    @Test func `a counter at the door gives entries, exits and the mean dwell, and teaches how many people there are`()
    {
        var shop = Shop(at: 0)
        for quarter in 0..<12 {
            for scan in 0..<45 {
                let second = Double(quarter * 900 + scan * 20)
                // Six phones of six models, each scanning every 40 s under new addresses: about nine devices.
                for phone in 0..<3 {
                    shop.heard(
                        UInt32(quarter * 10_000 + scan * 10 + phone), clearly, at: second + Double(phone),
                        randomised: true, signature: UInt16(phone * 2 + scan % 2))
                }
            }
            shop.counted(
                CounterReading(
                    counter: "door", time: Shop.instant(Double(quarter * 900 + 890)), entries: 30,
                    exits: quarter == 0 ? 10 : 30))
        }
        shop.advance(to: 12 * 900 + 1)
        let last = shop.footfalls.last { $0.length == .quarterHour }
        #expect(last?.entries == 30 && last?.exits == 30)
        #expect(shop.occupancies.last?.calibration?.lessons == 11, "the first was not there long enough to be known")
        let people = last?.people?.value ?? 0
        #expect(abs(people - 20) < 1)
        #expect(abs((last?.meanDwell?.seconds ?? 0) - people * 900 / 30) <= 1)
        #expect(shop.footfalls.last { $0.length == .minute }?.entries == 30, "all of a minute's")
    }

    @Test func `what is there at night is not counted as people by day`() {
        var background = StationaryBackground(timeZone: .utc)
        for minute in 0..<180 {
            background.minute(devices: minute < 20 ? 1 : 3, equipment: 1, at: Self.night(0, minute: minute))
        }
        #expect(background.devices(of: 8) == 0, "the night is not over")
        background.minute(devices: 8, equipment: 2, at: Self.night(0, minute: 180))
        #expect(background.devices(of: 8) == 1 && background.devices(of: 0.5) == 0.5)
        #expect(background.equipment(of: 2) == 1)
        for minute in 0...180 { background.minute(devices: 5, equipment: 0, at: Self.night(1, minute: minute)) }
        #expect(background.devices(of: 8) == 1 && background.equipment(of: 2) == 0, "the least of the nights")
    }

    @Test func `a machine that is there at night is taken off once, by day and by its factory's address`() {
        let windows = ObservedWindows(zones: 1, timeZone: .utc, at: Self.night(0, minute: 0))
        var reckoning = PeopleReckoning(zones: [.inside], timeZone: .utc, at: Self.night(0, minute: 0))
        var sound = ZoneSound(zones: 1)
        (sound.devices, sound.equipment) = ([4], [4])
        for minute in 0...180 {
            reckoning.minute(sound, isQuarter: false, isHeard: true, windows, at: Self.night(0, minute: minute))
        }
        #expect(reckoning.estimate(0, in: sound, windows: windows, at: Self.night(0, minute: 181)).value == 0)
        (sound.devices, sound.equipment) = ([10], [4])
        #expect(reckoning.estimate(0, in: sound, windows: windows, at: Self.night(0, minute: 600)).value == 6)
    }

    /// So many minutes after 2 o'clock.
    private static func night(_ night: Int64, minute: Int) -> WallTime {
        WallTime(seconds: 1_772_409_600) + .minutes(night * 1_440 + 120 + Int64(minute))
    }
}

extension SiteObserver {
    mutating func taken() -> [Observation] {
        var taken: [Observation] = []
        takeObservations(into: &taken)
        return taken
    }
}
