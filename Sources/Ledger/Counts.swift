import Uplink

/// How many messages there are of each importance.
struct Counts: Equatable {
    private var byImportance = [0, 0, 0]

    /// As the database has them.
    init(of database: borrowing Database) throws(LedgerError) {
        var groups = try database.prepare("SELECT importance, count(*) FROM outbox GROUP BY importance")
        while try groups.step() {
            let importance = Int(groups.number(0))
            if byImportance.indices.contains(importance) { byImportance[importance] = Int(groups.number(1)) }
        }
    }

    var total: Int { byImportance.reduce(0, +) }

    subscript(_ importance: Publication.Importance) -> Int { byImportance[Int(importance.rawValue)] }

    mutating func add(_ importance: Publication.Importance) { byImportance[Int(importance.rawValue)] += 1 }

    mutating func remove(_ count: Int, of importance: Publication.Importance) {
        byImportance[Int(importance.rawValue)] = max(0, byImportance[Int(importance.rawValue)] - count)
    }
}
