import Counting
import Presence
import Privacy
import Timekeeping

/// The figures of a zone as they may be published: what stands for fewer than `k` is `null`.
struct CountPayload {
    let withholding: Withholding

    /// `…/occupancy`
    func occupancy(_ occupancy: Occupancy, zone: String) -> [UInt8] {
        json(zone: zone, from: occupancy.from, to: occupancy.to, nil, coverage: occupancy.coverage) { text, notes in
            writeCounts(
                devices: occupancy.devices, distinct: occupancy.distinctAddresses,
                randomised: occupancy.randomisedAddresses, to: &text, &notes)
        }
    }

    /// `…/footfall`
    func footfall(_ footfall: Footfall, zone: String) -> [UInt8] {
        let figures = footfall.figures
        let length = Int(footfall.length.interval.seconds)
        return json(zone: zone, from: footfall.from, to: footfall.to, length, coverage: footfall.coverage) {
            text, notes in
            writeCounts(
                devices: footfall.devices, distinct: figures.distinctAddresses,
                randomised: figures.randomisedAddresses, to: &text, &notes)
            for name: StaticString in ["entries", "exits", "captureRate", "returningShare"] { text.null(name) }
            text.member("passersBy", notes.released(figures.passersBy, withholding))
            text.member("visitors", notes.released(figures.visitors, withholding))
            text.member("bounces", notes.released(figures.bounces, withholding))
            text.object("dwellSeconds") { dwell in
                let sorted = figures.dwellSeconds.sorted()
                let isReleased = notes.released(sorted.count, withholding) != nil
                dwell.null("mean")
                dwell.member("median", isReleased ? Int(sorted[sorted.count / 2]) : nil)
                dwell.member("p90", isReleased ? Int(sorted[sorted.count * 9 / 10]) : nil)
                dwell.null("histogram")
            }
        }
    }

    private func json(
        zone: String, from: WallTime, to: WallTime, _ lengthSeconds: Int?, coverage: Coverage,
        _ body: (inout JSONText, inout Notes) -> Void
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
            text.object("calibration") { $0.member("state", constant: "none") }
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

    /// Devices, people, and the naive count. Nothing has calibrated people against devices: they are the same index.
    private func writeCounts(
        devices: Estimate?, distinct: Int, randomised: Int, to text: inout JSONText, _ notes: inout Notes
    ) {
        let released = devices.flatMap { notes.released($0, withholding) }
        for name: StaticString in ["devices", "people"] {
            guard let released else {
                text.null(name)
                continue
            }
            text.object(name) { figure in
                figure.member("estimate", released.value)
                figure.member("low", released.low)
                figure.member("high", released.high)
            }
        }
        // One phone goes by many addresses: their number is told only where there are people enough.
        let releasedDistinct = notes.released(distinct, withholding)
        text.member("distinctAddresses", released == nil ? nil : releasedDistinct)
        let share = notes.share(randomised, of: distinct, withholding)
        text.member("randomisedShare", released == nil ? nil : share)
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
