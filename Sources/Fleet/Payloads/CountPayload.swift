import Counting
import Presence
import Privacy
import Timekeeping

/// The figures of a zone as they may be published: what stands for fewer than `k` is `null`.
struct CountPayload {
    let withholding: Withholding

    /// `…/occupancy`
    func occupancy(_ occupancy: Occupancy, zone: String) -> [UInt8] {
        var release = FootfallRelease()
        let disclosure = ZoneDisclosure(withholding: withholding, budget: nil)
        (release.devices, release.people) = disclosure.told(occupancy.devices, occupancy.people, &release)
        disclosure.tellAddresses(occupancy.distinctAddresses, randomised: occupancy.randomisedAddresses, in: &release)
        return json(
            zone: zone, from: occupancy.from, to: occupancy.to, nil, coverage: occupancy.coverage,
            calibration: occupancy.calibration, release
        ) { _ in }
    }

    /// `…/footfall`
    func footfall(_ release: FootfallRelease, of footfall: Footfall, zone: String) -> [UInt8] {
        json(
            zone: zone, from: footfall.from, to: footfall.to, Int(footfall.length.interval.seconds),
            coverage: footfall.coverage, calibration: footfall.calibration, release
        ) { text in
            text.member("entries", release.entries)
            text.member("exits", release.exits)
            text.member("captureRate", release.captureRate)
            write(returning: release.returningShare, to: &text)
            text.member("passersBy", release.passersBy)
            text.member("visitors", release.visitors)
            text.member("bounces", release.bounces)
            writeDwell(release, to: &text)
            if let segments = release.segments {
                text.array("segments", segments) { text, segment in
                    text.member("segment", word: segment.name)
                    text.member("visits", segment.visits)
                }
            } else {
                text.null("segments")
            }
            text.member(noise: release.noise)
        }
    }

    private func json(
        zone: String, from: WallTime, to: WallTime, _ lengthSeconds: Int?, coverage: Coverage,
        calibration: PeopleModel.Calibration?, _ release: FootfallRelease, _ body: (inout JSONText) -> Void
    ) -> [UInt8] {
        var text = JSONText(capacity: 768)
        text.object { text in
            text.member("zone", word: zone)
            text.object("window") { window in
                window.member("from", from)
                window.member("to", to)
                if let lengthSeconds { window.member("lengthSeconds", lengthSeconds) }
            }
            write(release.devices, as: "devices", to: &text)
            write(release.people, as: "people", to: &text)
            text.member("distinctAddresses", release.distinctAddresses)
            text.member("randomisedShare", release.randomisedShare)
            body(&text)
            text.member("coverage", constant: coverage.name)
            text.object("calibration") { state in
                guard let calibration else { return state.member("state", constant: "none") }
                state.member("state", constant: "counter")
                state.member("factor", calibration.factor)
                state.member("uncertainty", calibration.uncertainty)
                state.member("ageSeconds", max(0, Int((to - calibration.learntAt).seconds)))
            }
            if release.hasWithheld {
                text.member("suppressed", constant: "below-k")
                text.member("below", withholding.k)
            } else {
                text.null("suppressed")
                text.null("below")
            }
        }
        return text.bytes
    }

    private func writeDwell(_ release: FootfallRelease, to text: inout JSONText) {
        text.object("dwellSeconds") { dwell in
            dwell.member("mean", release.meanDwellSeconds)
            dwell.member("median", release.medianDwellSeconds)
            dwell.member("p90", release.longDwellSeconds)
            guard let histogram = release.histogram else { return dwell.null("histogram") }
            dwell.array("histogram", histogram) { text, bin in
                text.member("fromSeconds", bin.from)
                text.member("toSeconds", bin.to)
                text.member("count", bin.count)
            }
        }
    }

    /// Of the visits of people who agreed, those of people who had been here before.
    private func write(returning share: Estimate?, to text: inout JSONText) {
        guard let share else { return text.null("returningShare") }
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
