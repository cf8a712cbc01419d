import Counting
import Presence
import Timekeeping

/// What the estimates of a week are worth: opening hours of the days after the calibration.
struct WeekScore: CustomStringConvertible {
    /// The mean error of an hour and of a day, and what they would be if each phone were known and the people were not.
    var hourError, hourFloor, dayError, dayFloor: Double
    /// The share of the quarters whose interval holds the truth; devices and addresses for each person.
    var coverage, rawRatio, naiveRatio: Double
    /// Of stable phones: stays of half an hour that were told as several visits, how far dwell and passers-by are off.
    var splitRate, dwellBias, passerByBias: Double

    init(_ week: WeekInAShop) {
        let hours = week.hours.filter { week.isScored($0) }
        let quarters = week.quarters.filter { week.isScored($0) }
        let errors = Errors(hours, of: week) { $0.people?.value ?? 0 }
        let perPhone = week.peopleOfCalibration / week.phonesOfCalibration
        let floor = Errors(hours, of: week) { perPhone * week.mean(week.phones, in: $0) }
        (hourError, dayError, hourFloor, dayFloor) = (errors.ofHours, errors.ofDays, floor.ofHours, floor.ofDays)
        let people = quarters.map { week.mean(week.present, in: $0) }
        let held = zip(quarters, people).count {
            ($0.people?.low ?? 0) <= $1 && $1 <= ($0.people?.high ?? 0)
        }
        coverage = Double(held) / Double(quarters.count)
        let truth = people.reduce(0, +)
        rawRatio = quarters.reduce(0) { $0 + ($1.devices?.value ?? 0) } / truth
        naiveRatio = Double(quarters.reduce(0) { $0 + $1.figures.distinctAddresses }) / truth
        let told = week.stableStays.filter { $0.visits > 0 }
        let long = told.filter { (1_500...2_100).contains($0.seconds) }
        splitRate = Double(long.count { $0.visits > 1 }) / Double(max(long.count, 1))
        let scored = told.filter { $0.seconds >= 600 }
        dwellBias = scored.reduce(0) { $0 + $1.toldSeconds } / scored.reduce(0) { $0 + $1.seconds } - 1
        passerByBias = Double(week.passersBy) / Double(max(week.legacyPassersBy, 1)) - 1
    }

    /// The means of what several weeks are worth.
    init(meanOf scores: [Self]) {
        func mean(_ figure: (Self) -> Double) -> Double { scores.reduce(0) { $0 + figure($1) } / Double(scores.count) }
        self = scores[0]
        (hourError, hourFloor) = (mean(\.hourError), mean(\.hourFloor))
        (dayError, dayFloor) = (mean(\.dayError), mean(\.dayFloor))
        (coverage, rawRatio, naiveRatio) = (mean(\.coverage), mean(\.rawRatio), mean(\.naiveRatio))
        (splitRate, dwellBias, passerByBias) = (mean(\.splitRate), mean(\.dwellBias), mean(\.passerByBias))
    }

    var description: String {
        let figures = [
            ("MAPE60", hourError), ("of phones", hourFloor), ("day", dayError), ("of phones", dayFloor),
            ("cover", coverage), ("raw", rawRatio), ("naive", naiveRatio), ("split", splitRate),
            ("dwell", dwellBias), ("passers-by", passerByBias),
        ]
        return figures.map { "\($0.0) \(($0.1 * 1_000).rounded() / 1_000)" }.joined(separator: ", ")
    }

    /// Mean relative errors of an estimate.
    private struct Errors {
        let ofHours, ofDays: Double

        init(_ hours: [Footfall], of week: WeekInAShop, estimate: (Footfall) -> Double) {
            var days = [(told: Double, truth: Double)](repeating: (0, 0), count: 7)
            var sum = 0.0
            for hour in hours {
                let (told, truth) = (estimate(hour), week.mean(week.present, in: hour))
                sum += abs(told / truth - 1)
                days[WeekInAShop.minute(hour.from) / 1_440].told += told
                days[WeekInAShop.minute(hour.from) / 1_440].truth += truth
            }
            ofHours = sum / Double(hours.count)
            let scored = days.filter { $0.truth > 0 }
            ofDays = scored.reduce(0) { $0 + abs($1.told / $1.truth - 1) } / Double(scored.count)
        }
    }
}

extension WeekInAShop {
    /// Minutes since Monday, midnight.
    static func minute(_ time: WallTime) -> Int { Int((time - monday).seconds / 60) }

    /// The mean of the minutes of a window.
    func mean(_ minutes: [Double], in footfall: Footfall) -> Double {
        let window = Self.minute(footfall.from)..<Self.minute(footfall.to)
        return minutes[window].reduce(0, +) / Double(window.count)
    }

    /// What a camera and a perfect count of phones say on Monday and Tuesday.
    var peopleOfCalibration: Double { present[..<(2 * 1_440)].reduce(0, +) }
    var phonesOfCalibration: Double { phones[..<(2 * 1_440)].reduce(0, +) }

    /// Open, after the calibration. While nothing was heard nothing can be right, and a flood is not scored here.
    func isScored(_ footfall: Footfall) -> Bool {
        let minutes = Self.minute(footfall.from)..<Self.minute(footfall.to)
        let disturbed = [
            3 * 1_440 + 840..<3 * 1_440 + 900, 4 * 1_440 + 660..<4 * 1_440 + 720, 5 * 1_440 + 960..<5 * 1_440 + 1_020,
        ]
        return minutes.lowerBound >= 2 * 1_440 && (9 * 60 + 15..<19 * 60).contains(minutes.lowerBound % 1_440)
            && !disturbed.contains { $0.overlaps(minutes) }
    }
}
