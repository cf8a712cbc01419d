import Counting
import Presence
import Privacy
import Timekeeping

/// The figures of a zone as they may be published: what stands for fewer than `k` is `null`.
struct CountPayload {
    let withholding: Withholding

    /// `…/occupancy`
    func occupancy(_ occupancy: Occupancy, zone: String) -> [UInt8] {
        json(
            zone: zone, from: occupancy.from, to: occupancy.to, nil, coverage: occupancy.coverage,
            calibration: occupancy.calibration
        ) { text, notes in
            writeCounts(
                devices: occupancy.devices, people: occupancy.people, distinct: occupancy.distinctAddresses,
                randomised: occupancy.randomisedAddresses, to: &text, &notes)
        }
    }

    /// `…/footfall`
    func footfall(_ footfall: Footfall, zone: String) -> [UInt8] {
        let figures = footfall.figures
        let length = Int(footfall.length.interval.seconds)
        return json(
            zone: zone, from: footfall.from, to: footfall.to, length, coverage: footfall.coverage,
            calibration: footfall.calibration
        ) { text, notes in
            writeCounts(
                devices: footfall.devices, people: footfall.people, distinct: figures.distinctAddresses,
                randomised: figures.randomisedAddresses, to: &text, &notes)
            text.member("entries", footfall.entries.flatMap { notes.released($0, withholding) })
            text.member("exits", footfall.exits.flatMap { notes.released($0, withholding) })
            text.member(
                "captureRate",
                notes.share(figures.startedVisits, of: figures.startedVisits + figures.passersBy, withholding))
            write(returning: figures, to: &text, &notes)
            text.member("passersBy", notes.released(figures.passersBy, withholding))
            text.member("visitors", notes.released(figures.visitors, withholding))
            text.member("bounces", notes.released(figures.bounces, withholding))
            text.object("dwellSeconds") { dwell in
                let sorted = figures.dwellSeconds.sorted()
                let isReleased = notes.released(sorted.count, withholding) != nil
                let isMeanReleased = footfall.entries.map { withholding.released($0) != nil } ?? false
                dwell.member("mean", isMeanReleased ? footfall.meanDwell.map { Int($0.seconds) } : nil)
                dwell.member("median", isReleased ? Int(sorted[sorted.count / 2]) : nil)
                dwell.member("p90", isReleased ? Int(sorted[sorted.count * 9 / 10]) : nil)
                guard isReleased else { return dwell.null("histogram") }
                dwell.array("histogram", DwellBin.bins(of: sorted, k: withholding.k)) { text, bin in
                    text.member("fromSeconds", bin.from)
                    text.member("toSeconds", bin.to)
                    text.member("count", bin.count)
                }
            }
        }
    }

    private func json(
        zone: String, from: WallTime, to: WallTime, _ lengthSeconds: Int?, coverage: Coverage,
        calibration: PeopleModel.Calibration?, _ body: (inout JSONText, inout Notes) -> Void
    ) -> [UInt8] {
        var text = JSONText(capacity: 768)
        text.object { text in
            var notes = Notes()
            text.member("zone", word: zone)
            text.object("window") { window in
                window.member("from", from)
                window.member("to", to)
                if let lengthSeconds { window.member("lengthSeconds", lengthSeconds) }
            }
            body(&text, &notes)
            text.member("coverage", constant: coverage.name)
            text.object("calibration") { state in
                guard let calibration else { return state.member("state", constant: "none") }
                state.member("state", constant: "counter")
                state.member("factor", calibration.factor)
                state.member("uncertainty", calibration.uncertainty)
                state.member("ageSeconds", max(0, Int((to - calibration.learntAt).seconds)))
            }
            if notes.hasWithheld {
                text.member("suppressed", constant: "below-k")
                text.member("below", withholding.k)
            } else {
                text.null("suppressed")
                text.null("below")
            }
        }
        return text.bytes
    }

    /// Devices, people, and the naive count.
    private func writeCounts(
        devices: Estimate?, people: Estimate?, distinct: Int, randomised: Int, to text: inout JSONText,
        _ notes: inout Notes
    ) {
        let released = devices.flatMap { notes.released($0, withholding) }
        write(released, as: "devices", to: &text)
        write(people.flatMap { notes.released($0, withholding) }, as: "people", to: &text)
        // One phone goes by many addresses: their number is told only where there are people enough.
        let releasedDistinct = notes.released(distinct, withholding)
        text.member("distinctAddresses", released == nil ? nil : releasedDistinct)
        let share = notes.share(randomised, of: distinct, withholding)
        text.member("randomisedShare", released == nil ? nil : share)
    }

    /// Of the visits of people who agreed, those of people who had been here before.
    private func write(returning figures: FootfallFigures, to text: inout JSONText, _ notes: inout Notes) {
        let (part, whole) = (figures.returningVisits, figures.consentedVisits)
        guard let share = Estimate.share(of: part, in: whole), notes.share(part, of: whole, withholding) != nil else {
            return text.null("returningShare")
        }
        text.object("returningShare") { figure in
            figure.member("estimate", share.value)
            figure.member("low", share.low)
            figure.member("high", share.high)
        }
    }

    private func write(_ released: Withholding.RoundedEstimate?, as name: StaticString, to text: inout JSONText) {
        guard let released else { return text.null(name) }
        text.object(name) { figure in
            figure.member("estimate", released.value)
            figure.member("low", released.low)
            figure.member("high", released.high)
        }
    }

    /// Whether something was kept back.
    private struct Notes {
        var hasWithheld = false

        mutating func released(_ count: Int, _ withholding: Withholding) -> Int? {
            let released = withholding.released(count)
            if released == nil { hasWithheld = true }
            return released
        }

        mutating func released(_ estimate: Estimate, _ withholding: Withholding) -> Withholding.RoundedEstimate? {
            let released = withholding.released(estimate.value, low: estimate.low, high: estimate.high)
            if released == nil { hasWithheld = true }
            return released
        }

        /// A share in whole per cent; `nil` when it would tell that fewer than `k` are, or are not, among them.
        mutating func share(_ part: Int, of whole: Int, _ withholding: Withholding) -> Double? {
            guard released(part, withholding) != nil, released(whole - part, withholding) != nil else { return nil }
            return (Double(part) / Double(whole) * 100).rounded() / 100
        }
    }
}

extension Coverage {
    var name: StaticString {
        switch self {
        case .full: "full"
        case .degraded: "degraded"
        case .unknown: "unknown"
        }
    }
}
