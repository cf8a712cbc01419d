import Privacy

/// Counts the visits of people who agreed by the label that they gave, for one zone and day.
struct SegmentTally: Equatable, Sendable {
    private var visits: [String: Int] = [:]
    private var withoutLabel = 0

    /// A visit ended of somebody who agreed.
    mutating func visitEnded(segment: String?) {
        if let segment, visits.count < Self.mostSegments || visits[segment] != nil {
            visits[segment, default: 0] += 1
        } else {
            withoutLabel += 1
        }
    }

    /// What is told of the day.
    struct Release: Equatable {
        var segments: [FootfallRelease.Segment] = []
        /// Whether a label is kept back.
        var hasWithheld = false
        /// Whether the number of all who agreed may be found from what is told beside.
        var tellsConsented = true
    }

    /// The visits by label, by name; the next day begins.
    ///
    /// All other visits of the day are a part of them as well: where the labels would tell of few of these by
    /// subtraction, one more label is kept back, or all are.
    ///
    /// - Parameter total: All visits of the day.
    mutating func take(visits total: Int, by withholding: Withholding) -> Release {
        defer { self = SegmentTally() }
        let labelled = visits.sorted { $0.key < $1.key }
        let count = labelled.reduce(0) { $0 + $1.value }
        let table = withholding.released(parts: labelled.map(\.value) + [max(0, total - count)])
        guard table.total != nil else { return Release(hasWithheld: !labelled.isEmpty, tellsConsented: false) }
        let segments = zip(labelled, table.parts).compactMap { label, visits in
            visits.map { FootfallRelease.Segment(name: label.key, visits: $0) }
        }
        let others = [total - count - withoutLabel] + (withoutLabel > 0 || labelled.isEmpty ? [withoutLabel] : [])
        return Release(
            segments: segments, hasWithheld: segments.count < labelled.count,
            tellsConsented: !table.parts.contains(nil) && others.allSatisfy { withholding.released($0) != nil })
    }

    private static let mostSegments = 64
}
