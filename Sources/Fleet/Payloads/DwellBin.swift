/// How many visits lasted from so long to so long.
///
/// Neighbouring bins are joined until each stands for `k` visits: none is left out, and none can be calculated from the
/// total.
struct DwellBin: Equatable {
    var from: Int
    /// Exclusive; `nil` for no end.
    var to: Int?
    var count: Int

    /// The bins of dwell times in seconds, which are sorted, and at least `k`.
    static func bins(of sorted: [Int32], k: Int) -> [DwellBin] {
        var bins: [DwellBin] = []
        var open = DwellBin(from: 0, to: nil, count: 0)
        var rest = sorted[...]
        for edge in edges {
            let inside = rest.prefix { $0 < edge }
            rest = rest.dropFirst(inside.count)
            open.count += inside.count
            open.to = edge
            guard open.count >= k else { continue }
            bins.append(open)
            open = DwellBin(from: edge, to: nil, count: 0)
        }
        open.count += rest.count
        open.to = nil
        if open.count >= k || bins.isEmpty {
            bins.append(open)
        } else {
            bins[bins.count - 1].count += open.count
            bins[bins.count - 1].to = nil
        }
        return bins
    }

    private static let edges = [120, 300, 600, 1_200, 1_800, 3_600, 7_200]
}
