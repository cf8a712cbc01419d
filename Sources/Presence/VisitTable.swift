/// The visits that are going on; a place names one until it ends.
struct VisitTable: Sendable {
    private var entries: [Visit] = []
    private var free: [Int32] = []

    /// How many visits are going on.
    var count: Int { entries.count - free.count }

    subscript(_ place: Int32) -> Visit {
        get { entries[Int(place)] }
        _modify { yield &entries[Int(place)] }
    }

    mutating func add(_ visit: Visit) -> Int32 {
        if let place = free.popLast() {
            entries[Int(place)] = visit
            return place
        }
        entries.append(visit)
        return Int32(entries.count - 1)
    }

    mutating func remove(_ place: Int32) { free.append(place) }
}
