import Counting
import Privacy

/// What is told of a window: `nil` where a figure is kept back, or where there is none.
struct FootfallRelease {
    /// Visits of people who agreed and gave one label.
    struct Segment: Equatable {
        var name: String
        var visits: Int
    }

    var devices, people: Withholding.RoundedEstimate?
    var distinctAddresses: Int?
    var randomisedShare: Double?
    var entries, exits, visitors, bounces, passersBy: Int?
    var captureRate: Double?
    var returningShare: Estimate?
    var segments: [Segment]?
    var meanDwellSeconds, medianDwellSeconds, longDwellSeconds: Int?
    var histogram: [DwellBin]?
    /// The noise that the counts carry.
    var noise: GeometricNoise?
    /// Whether a figure is kept back.
    var hasWithheld = false

    /// Notes that there is a figure, which is told or kept back.
    mutating func noting<Figure>(_ figure: Figure?) -> Figure? {
        if figure == nil { hasWithheld = true }
        return figure
    }
}
