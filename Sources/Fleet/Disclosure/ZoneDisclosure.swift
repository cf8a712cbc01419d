import Counting
import Presence
import Privacy
import Timekeeping

/// What may be told of a zone's windows, seen beside all that was told of it before. Decision 0003 of the room Privacy.
struct ZoneDisclosure: Sendable {
    let withholding: Withholding
    let budget: NoiseBudget?
    /// Visits of people who agreed, since the day's last window closed.
    var segments = SegmentTally()
    /// Whether all who came, and all who left, in the last closed hour may be found from what was told of it.
    private(set) var tellsStartsOfHour = false
    private(set) var tellsEndsOfHour = false

    private var devices = NestedMean(lengths: lengths)
    private var people = NestedMean(lengths: lengths)
    private var visitors = NestedCount(lengths: lengths)
    private var bounces = NestedCount(lengths: lengths)
    private var passersBy = NestedCount(lengths: lengths)
    private var starts = NestedCount(lengths: lengths)
    private var factoryStarts = NestedCount(lengths: lengths)
    private var randomisedStarts = NestedCount(lengths: lengths)
    private var entries = NestedCount(lengths: lengths)
    private var exits = NestedCount(lengths: lengths)

    /// A zone of which nothing was told.
    init(withholding: Withholding, budget: NoiseBudget?) {
        self.withholding = withholding
        self.budget = budget
    }

    /// What is told of a window that has closed. Of windows that end together, the shorter ones are given first.
    mutating func release(
        _ footfall: Footfall, using generator: inout some RandomNumberGenerator
    ) -> FootfallRelease {
        var release = FootfallRelease()
        // A minute is told as occupancy is: visits have to last longer to be exported.
        guard let length = Self.place(of: footfall.length) else {
            (release.devices, release.people) = told(footfall.devices, footfall.people, &release)
            if footfall.devices != nil {
                devices.minute(release.devices, by: withholding)
                people.minute(release.people, by: withholding)
            }
            return release
        }
        tellMeans(of: footfall, length, in: &release)
        let began = tellCounts(of: footfall, length, in: &release)
        tellShares(of: footfall, starts: began, in: &release)
        if footfall.length == .hour {
            tellsStartsOfHour = began.all != nil
            tellsEndsOfHour = release.visitors != nil && release.bounces != nil
        }
        if let budget { blur(&release, footfall.length, budget, using: &generator) }
        return release
    }

    /// Devices and people: both or neither, since a calibration leads from one to the other.
    func told(
        _ devices: Estimate?, _ people: Estimate?, _ release: inout FootfallRelease
    ) -> (Withholding.RoundedEstimate?, Withholding.RoundedEstimate?) {
        guard let devices, let people else { return (nil, nil) }
        guard let devices = withholding.released(devices), let people = withholding.released(people) else {
            release.hasWithheld = true
            return (nil, nil)
        }
        return (devices, people)
    }

    private mutating func tellMeans(of footfall: Footfall, _ length: Int, in release: inout FootfallRelease) {
        let means = (devices.closed(length: length), people.closed(length: length))
        (release.devices, release.people) = told(
            means.0.map(Estimate.init) ?? footfall.devices, means.1.map(Estimate.init) ?? footfall.people, &release)
        guard footfall.length == .quarterHour else { return }
        tellAddresses(
            footfall.figures.distinctAddresses, randomised: footfall.figures.randomisedAddresses, in: &release)
    }

    /// One phone goes by many addresses: their number is told only where there are people enough.
    func tellAddresses(_ distinct: Int, randomised: Int, in release: inout FootfallRelease) {
        let count = release.noting(withholding.released(distinct))
        let share = release.noting(withholding.share(randomised, of: distinct))
        guard release.devices != nil else { return }
        (release.distinctAddresses, release.randomisedShare) = (count, share)
    }

    /// How many visits began, as far as it may be told.
    private struct Starts {
        var all: Int?
        /// Those of devices such as passers-by are known of.
        var compared: Int?
    }

    private mutating func tellCounts(
        of footfall: Footfall, _ length: Int, in release: inout FootfallRelease
    ) -> Starts {
        let figures = footfall.figures
        release.visitors = release.noting(visitors.closed(length: length, count: figures.visitors, by: withholding))
        release.bounces = release.noting(bounces.closed(length: length, count: figures.bounces, by: withholding))
        release.passersBy = release.noting(passersBy.closed(length: length, count: figures.passersBy, by: withholding))
        let cameIn = entries.closed(length: length, count: footfall.entries, by: withholding)
        let wentOut = exits.closed(length: length, count: footfall.exits, by: withholding)
        if footfall.entries != nil { release.entries = release.noting(cameIn) }
        if footfall.exits != nil { release.exits = release.noting(wentOut) }
        return tellStarts(figures, length)
    }

    /// Passers-by are known of factory addresses only, and so the share of those who came in is of these, too. Where that
    /// would tell of few visits under other addresses, they are in it.
    private mutating func tellStarts(_ figures: FootfallFigures, _ length: Int) -> Starts {
        let all = starts.closed(length: length, count: figures.startedVisits, by: withholding)
        let factory = factoryStarts.closed(
            length: length, count: figures.startedVisits - figures.randomisedStarts, by: withholding)
        let others = randomisedStarts.closed(length: length, count: figures.randomisedStarts, by: withholding)
        return Starts(all: all, compared: all.flatMap { others == nil ? $0 : factory })
    }

    private mutating func tellShares(of footfall: Footfall, starts: Starts, in release: inout FootfallRelease) {
        let figures = footfall.figures
        let rate = starts.compared.flatMap { starts in
            release.passersBy.flatMap { withholding.share(starts, of: starts + $0) }
        }
        release.captureRate = release.noting(rate)
        // By Little's law it leads from the entries to the people.
        if release.people != nil, release.entries != nil {
            release.meanDwellSeconds = footfall.meanDwell.map { Int($0.seconds) }
        }
        // Visitors and bounces are all whose dwell is known: with one kept back, their sum would tell it.
        let tellsAll = release.visitors != nil && release.bounces != nil
        let sorted = figures.dwellSeconds.sorted()
        if tellsAll, withholding.released(sorted.count) != nil {
            release.medianDwellSeconds = Int(sorted[sorted.count / 2])
            release.longDwellSeconds = Int(sorted[sorted.count * 9 / 10])
        }
        guard footfall.length == .day else { return }
        if release.medianDwellSeconds != nil { release.histogram = DwellBin.bins(of: sorted, k: withholding.k) }
        let labelled = segments.take(visits: figures.visitors + figures.bounces, by: withholding)
        release.segments = labelled.segments
        if labelled.hasWithheld { release.hasWithheld = true }
        guard labelled.tellsConsented else { return }
        let (returning, consented) = (figures.returningVisits, figures.consentedVisits)
        if withholding.share(returning, of: consented) != nil {
            release.returningShare = Estimate.share(of: returning, in: consented)
        }
    }

    /// Counts get noise as far as the day's budget reaches; what is exact and made of the same visits goes.
    private func blur(
        _ release: inout FootfallRelease, _ length: FootfallTally.Length, _ budget: NoiseBudget,
        using generator: inout some RandomNumberGenerator
    ) {
        let isPaid = budget.pays(for: length)
        let counts: [WritableKeyPath<FootfallRelease, Int?>] = [
            \.visitors, \.bounces, \.passersBy, \.entries, \.exits,
        ]
        for count in counts {
            release[keyPath: count] = release[keyPath: count].flatMap { exact in
                isPaid ? withholding.released(budget.noise.added(to: exact, using: &generator)) : nil
            }
        }
        (release.captureRate, release.returningShare, release.segments, release.histogram) = (nil, nil, nil, nil)
        (release.meanDwellSeconds, release.medianDwellSeconds, release.longDwellSeconds) = (nil, nil, nil)
        release.noise = budget.noise
    }

    /// The place of a length among those that export visits; `nil` for minutes.
    private static func place(of length: FootfallTally.Length) -> Int? {
        length == .minute ? nil : length.rawValue - FootfallTally.Length.quarterHour.rawValue
    }

    private static let lengths = FootfallTally.Length.allCases.count - 1
}
