/// All sums and differences, weighted in any way, of some rows.
struct LinearSpan {
    private var rows: [[Double]] = []

    init(_ all: [[Double]]) {
        for row in all {
            let rest = reduced(row)
            if let lead = rest.firstIndex(where: { abs($0) > 1e-9 }) { rows.append(rest.map { $0 / rest[lead] }) }
        }
    }

    func contains(_ row: [Double]) -> Bool { reduced(row).allSatisfy { abs($0) < 1e-9 } }

    private func reduced(_ row: [Double]) -> [Double] {
        var rest = row
        for known in rows {
            guard let lead = known.firstIndex(where: { abs($0) > 1e-9 }) else { continue }
            let factor = rest[lead]
            for place in rest.indices { rest[place] -= factor * known[place] }
        }
        return rest
    }
}
