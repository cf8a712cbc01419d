import Counting
import Fleet
import Timekeeping

/// What an evaluation of captures found, for a person and for a program.
public struct CountReport: Sendable {
    private let evaluation: CountEvaluation

    /// The report on `evaluation`.
    public init(_ evaluation: CountEvaluation) { self.evaluation = evaluation }

    /// One JSON object: times of RFC 3339; what cannot be said is null.
    public var json: String {
        let score = evaluation.score
        let document = DocumentValue(
            .object([
                DocumentMember("windows", DocumentValue(.array(evaluation.windows.map(Self.document)))),
                DocumentMember("whole", evaluation.whole.map(Self.document) ?? DocumentValue(.null)),
                DocumentMember("mae", .rounded(score?.mae, to: 4)),
                DocumentMember("mape", .rounded(score?.mape, to: 4)),
                DocumentMember("correlation", .rounded(score?.correlation, to: 4)),
                DocumentMember("coverage", .rounded(score?.coverage, to: 4)),
            ]))
        return String(decoding: document.json(), as: UTF8.self)
    }

    /// A table and a summary for a person; times are UTC.
    public var text: String {
        let columns = padded("from", to: 22) + padded("to", to: 22) + "   devices (low to high)"
        let heading = columns + "    people (low to high)   truth  addresses  scans"
        return ([heading] + evaluation.windows.map(Self.line) + summary).joined(separator: "\n")
    }

    private var summary: [String] {
        var lines: [String] = []
        if let whole = evaluation.whole {
            lines.append(Self.line(whole) + "  in all")
        }
        if let calibration = evaluation.calibration {
            lines.append(
                "calibration: \(fixed(calibration.ratio, 3)) ± \(fixed(1.96 * calibration.ratioError, 3)) people a device, "
                    + "from \(calibration.windows) windows (marked *, not scored)")
        } else {
            lines.append("calibration: none; a device is taken for a person, within a factor of two")
        }
        if let score = evaluation.score {
            let mape = score.mape.map(percent) ?? "-"
            lines.append(
                "score: \(score.windows) windows, mean \(fixed(score.meanEstimate, 2)) for \(fixed(score.meanTruth, 2)) "
                    + "people; MAE \(fixed(score.mae, 2)), MAPE \(mape) (windows with people), correlation "
                    + "\(score.correlation.map { fixed($0, 3) } ?? "-"), intervals hold \(percent(score.coverage))")
        }
        return lines
    }

    private static func document(_ window: CountEvaluation.Window) -> DocumentValue {
        DocumentValue(
            .object([
                DocumentMember("from", DocumentValue(.string(window.count.from.rfc3339))),
                DocumentMember("to", DocumentValue(.string(window.count.to.rfc3339))),
                DocumentMember("devices", document(window.count.devices)),
                DocumentMember("stationary", .rounded(window.count.stationary, to: 3)),
                DocumentMember("people", document(window.people)),
                DocumentMember("distinctAddresses", DocumentValue(.integer(window.count.distinctAddresses))),
                DocumentMember("scanEvents", DocumentValue(.integer(window.count.scanEvents))),
            ]))
    }

    private static func document(_ estimate: Estimate) -> DocumentValue {
        DocumentValue(
            .object([
                DocumentMember("estimate", .rounded(estimate.value, to: 3)),
                DocumentMember("low", .rounded(estimate.low, to: 3)),
                DocumentMember("high", .rounded(estimate.high, to: 3)),
            ]))
    }

    private static func line(_ window: CountEvaluation.Window) -> String {
        let count = window.count
        return time(count.from) + time(count.to) + figures(count.devices) + figures(window.people)
            + aligned(window.truth.map { fixed($0, 1) } ?? "-", to: 8)
            + aligned("\(count.distinctAddresses)", to: 11) + aligned("\(count.scanEvents)", to: 7)
            + (window.isForCalibration ? " *" : "")
    }

    /// `2026-01-31T23:59Z`
    private static func time(_ time: WallTime) -> String { padded(time.rfc3339.prefix(16) + "Z", to: 22) }

    private static func figures(_ estimate: Estimate) -> String {
        aligned("\(fixed(estimate.value, 1)) (\(fixed(estimate.low, 1)) to \(fixed(estimate.high, 1)))", to: 24)
    }
}
