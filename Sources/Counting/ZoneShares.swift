/// Which share of a class's scan events came from each zone in the last 15 minutes.
///
/// Counters of 1/64 event per zone and minute: 30 bytes a class and zone, and nothing for a shop of one zone.
struct ZoneShares: Equatable, Sendable {
    let zones: Int
    private var units: [UInt16] = []

    init(zones: Int) { self.zones = zones }

    /// Makes room for one class more.
    mutating func addClass() {
        if zones > 1 { units.append(contentsOf: repeatElement(0, count: zones * minutes)) }
    }

    /// A scan event of the class at `slot`, which came from each zone with a probability.
    mutating func add(_ probabilities: [Double], to slot: Int, minute: Int) {
        precondition(probabilities.count == zones, "a scan has a probability for each zone")
        guard zones > 1 else { return }
        let total = probabilities.reduce(0, +)
        let likeliest = probabilities.indices.max { probabilities[$0] < probabilities[$1] } ?? 0
        for zone in 0..<zones {
            let share = total > 0 ? min(max(probabilities[zone] / total, 0), 1) : 0
            let added = max(UInt16(share * unit), zone == likeliest ? 1 : 0)
            let index = place(slot, zone, minute)
            units[index] = UInt16(clamping: Int(units[index]) + Int(added))
        }
    }

    /// A minute of the class at `slot` leaves the window.
    mutating func forget(minute: Int, of slot: Int) {
        guard zones > 1 else { return }
        for zone in 0..<zones { units[place(slot, zone, minute)] = 0 }
    }

    /// Adds `devices` of the class at `slot` to the zones that they were in; the parts sum to the whole.
    func spread(_ devices: Double, of slot: Int, over sums: inout [Double]) {
        guard zones > 1 else {
            sums[0] += devices
            return
        }
        var total = 0
        for zone in 0..<zones { total += sum(slot, zone) }
        guard total > 0 else { return }
        for zone in 0..<zones { sums[zone] += devices * Double(sum(slot, zone)) / Double(total) }
    }

    private func sum(_ slot: Int, _ zone: Int) -> Int {
        let first = place(slot, zone, 0)
        return units[first..<first + minutes].reduce(0) { $0 + Int($1) }
    }

    private func place(_ slot: Int, _ zone: Int, _ minute: Int) -> Int { (slot * zones + zone) * minutes + minute }
}

private let minutes = 15
private let unit = 64.0
