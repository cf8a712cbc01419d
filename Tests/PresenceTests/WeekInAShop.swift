import Counting
import Foundation
import Privacy
import Timekeeping

@testable import Presence

/// A simulated week: who is there when, what their phones send, and what the observer makes of it.
struct WeekInAShop {
    private(set) var startedVisits = 0
    private(set) var endedVisits = 0
    /// Stable phones of passers-by that nobody hears come in, as the windows tell them.
    private(set) var passersBy = 0
    /// People present in each minute of the week, staff among them, and their phones.
    private(set) var present = [Double](repeating: 0, count: 7 * 1_440)
    private(set) var phones = [Double](repeating: 0, count: 7 * 1_440)
    private(set) var quarters: [Footfall] = []
    private(set) var hours: [Footfall] = []
    /// The stays of those whose phones keep their addresses, staff left out.
    private(set) var stableStays: [StableStay] = []
    /// Passers-by whose phone keeps the address of its factory and scans at least once.
    private(set) var legacyPassersBy = 0

    private var chance: Chance
    private var observer: SiteObserver
    private var scans: [Scan] = []
    private var nextTag: UInt32 = 1
    /// Whose scan began when, of ``stableStays``.
    private var owners: [WallTime: Int] = [:]

    /// A Monday, 00:00 UTC.
    static let monday = WallTime(seconds: 1_772_409_600)

    /// A stay, the visits that were told of it, and their dwell.
    struct StableStay {
        let seconds: Double
        var visits = 0
        var toldSeconds = 0.0
    }

    private struct Scan {
        let second: Double
        let tags: [UInt32]
        let signature: UInt16
        let level: Int8
        let isRandomised: Bool
    }

    init(meanOccupancy: Double, seed: UInt64) {
        chance = Chance(seed: seed)
        observer = SiteObserver(rules: shopRules, followsVisits: true, at: Self.monday)
        populate(meanOccupancy: meanOccupancy)
        flood()
        scans.sort { $0.second < $1.second }
    }

    mutating func run() {
        var next = 0
        for minute in 0..<7 * 1_440 {
            disturb(minute)
            while next < scans.count, scans[next].second < Double(minute + 1) * 60 {
                if !isWithoutPower(minute) { hear(scans[next]) }
                next += 1
            }
            observer.advance(to: time(Double(minute + 1) * 60))
            if minute < 2 * 1_440, minute % 5 == 4 {
                observer.counted(
                    CounterReading(
                        counter: "camera", time: time(Double(minute + 1) * 60),
                        occupancy: Int(present[minute].rounded())))
            }
            take()
        }
        observer.stopped(at: time(7 * 86_400))
        take()
    }

    /// Open from 9 to 19 o'clock, with a peak at lunch; a school class on Wednesday at 10.
    private mutating func populate(meanOccupancy: Double) {
        // The mean stay of the log-normal below is 13.5 minutes; 0.8 of the mean arrivals come outside the peak.
        let perMinute = meanOccupancy / 13.5 * 0.9
        for day in 0..<7 {
            for _ in 0..<3 { arrive(at: Double(day) * 86_400 + 8.9 * 3_600, for: 10.2 * 3_600) }
            var minute = 9.0 * 60
            while minute < 19 * 60 {
                let peak = (12.0 * 60..<14 * 60).contains(minute) ? 1.8 : 0.9
                minute += -log(1 - uniform()) / (perMinute * peak)
                let stay = min(max(9 * exp(0.9 * normal()), 0.7), 90) * 60
                if minute < 19 * 60 {
                    arrive(at: Double(day) * 86_400 + minute * 60, for: min(stay, (19.5 * 60 - minute) * 60))
                }
            }
            for _ in 0..<Int(meanOccupancy * 20) {
                passBy(at: Double(day) * 86_400 + (7 + 14 * uniform()) * 3_600)
            }
        }
        for _ in 0..<25 { arrive(at: 2 * 86_400 + 10 * 3_600 + 60 * uniform(), for: 40 * 60) }
    }

    private mutating func arrive(at second: Double, for stay: Double) {
        let carried = (uniform() < 0.88 ? 1 : 0) + (uniform() < 0.08 ? 1 : 0)
        for minute in Int(second / 60)...Int((second + stay) / 60) where minute < present.count {
            let from = max(second, Double(minute) * 60)
            let share = max(0, min(second + stay, Double(minute + 1) * 60) - from) / 60
            present[minute] += share
            phones[minute] += share * Double(carried)
        }
        for _ in 0..<carried { carry(at: second, for: stay, level: -45 - Int8(uniform() * 25)) }
    }

    private mutating func passBy(at second: Double) {
        carry(at: second, for: 40, level: -82 - Int8(uniform() * 10), isPasserBy: true)
    }

    /// A phone: one of 36 classes; most change their address at each scan, some use several, some keep theirs.
    private mutating func carry(at start: Double, for stay: Double, level: Int8, isPasserBy: Bool = false) {
        let model = Int(36 * uniform() * uniform())
        let isLegacy = model % 25 == 24
        let isStable = isLegacy || (!isPasserBy && uniform() < 0.12)
        let addresses = model % 4 == 0 ? 3 + Int(uniform() * 8) : 1
        let period = 25 * exp(2.2 * uniform()) * (isStable ? 1.3 : 1)
        var second = start + uniform() * period
        var tag = freshTag()
        let isWatched = isStable && !isPasserBy && stay < 8 * 3_600
        if isLegacy, isPasserBy, second < start + stay { legacyPassersBy += 1 }
        if isWatched { stableStays.append(StableStay(seconds: stay)) }
        while second < start + stay {
            var tags: [UInt32] = []
            for _ in 0..<(isStable ? 1 : addresses) {
                if !isStable { tag = freshTag() }
                tags.append(tag)
            }
            scans.append(
                Scan(
                    second: second, tags: tags, signature: UInt16(model), level: level, isRandomised: !isLegacy))
            if isWatched { owners[time(second)] = stableStays.count - 1 }
            second += uniform() < 0.22 ? 9 + 11 * uniform() : period * (1 + 0.03 * normal())
        }
    }

    /// On Saturday from 16:00 on, ten invented devices a second for a quarter of an hour.
    private mutating func flood() {
        for step in 0..<9_000 {
            scans.append(
                Scan(
                    second: 5 * 86_400 + 16 * 3_600 + Double(step) / 10, tags: [freshTag()],
                    signature: UInt16.random(in: 0 ... .max, using: &chance), level: -50, isRandomised: true))
        }
    }

    private func isWithoutPower(_ minute: Int) -> Bool { (3 * 1_440 + 840..<3 * 1_440 + 880).contains(minute) }

    private mutating func disturb(_ minute: Int) {
        switch minute {
        case 3 * 1_440 + 840: observer.coverageLost(at: time(Double(minute) * 60))
        case 3 * 1_440 + 880: observer.coverageReturned(at: time(Double(minute) * 60))
        case 4 * 1_440 + 660: observer.coverageLost(at: time(Double(minute) * 60))
        case 4 * 1_440 + 690: observer.coverageReturned(at: time(Double(minute) * 60))
        default: break
        }
    }

    private mutating func hear(_ scan: Scan) {
        for (index, tag) in scan.tags.enumerated() {
            for frame in 0..<2 {
                let sighting = Sighting(
                    time: time(scan.second + Double(index) * 0.05 + Double(frame) * 0.02), tag: Tag(bits: tag),
                    signature: SignatureClass(bits: scan.signature), levelDBm: scan.level,
                    isRandomised: scan.isRandomised)
                if !observer.sightedAgain(sighting, using: &chance) {
                    observer.sightedAnew(sighting, formerTag: nil, using: &chance)
                }
            }
        }
    }

    private mutating func take() {
        var taken: [Observation] = []
        observer.takeObservations(into: &taken)
        for observation in taken {
            switch observation {
            case .footfall(let footfall) where footfall.length == .quarterHour: quarters.append(footfall)
            case .footfall(let footfall) where footfall.length == .hour: hours.append(footfall)
            case .footfall(let footfall) where footfall.length == .day: passersBy += footfall.figures.passersBy
            case .visit(let event):
                if event.kind == .started { startedVisits += 1 }
                guard case .ended = event.kind else { continue }
                endedVisits += 1
                guard let owner = owners[event.visit.startedAt] else { continue }
                stableStays[owner].visits += 1
                stableStays[owner].toldSeconds += event.visit.dwell.seconds
            default: break
            }
        }
    }

    private func time(_ second: Double) -> WallTime { Self.monday + .nanoseconds(Int64(second * 1e9)) }

    private mutating func freshTag() -> UInt32 {
        nextTag &+= 1
        return nextTag &* 0x9E37_79B1
    }

    private mutating func uniform() -> Double { Double(chance.next() >> 11) * 0x1p-53 }

    /// The sum of twelve uniform numbers, less six.
    private mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + uniform() } }
}
