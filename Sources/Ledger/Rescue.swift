import Timekeeping
import Uplink

/// Takes over from a damaged database what can still be read of it.
enum Rescue {
    /// Copies messages, visits and numbers into `store`, which is new; answers how many messages.
    ///
    /// What cannot be read is left out: nobody knows how much that is.
    static func copy(from path: String, into store: inout OutboxStore) throws(LedgerError) -> Int {
        guard let source = open(path) else { return 0 }
        try store.begin()
        for fact in [Fact.sequence, .latest, .boot] {
            if let value = value(of: fact, in: source), value > 0 { try store.keep(value, as: fact) }
        }
        let count = try copyMessages(from: source, into: &store)
        try copyVisits(from: source, into: &store)
        try store.commit()
        return count
    }

    private static func open(_ path: String) -> Database? {
        do throws(LedgerError) {
            let source = try Database(path: path)
            try source.run("PRAGMA locking_mode=EXCLUSIVE", operation: "read")
            return source
        } catch { return nil }
    }

    private static func value(of fact: Fact, in source: borrowing Database) -> Int64? {
        do throws(LedgerError) { return try OutboxStore.value(of: fact, in: source) } catch { return nil }
    }

    /// Where a page cannot be read, goes on some messages later.
    private static func copyMessages(
        from source: borrowing Database, into store: inout OutboxStore
    ) throws(LedgerError) -> Int {
        var (count, place, failures) = (0, Int64(0), 0)
        while failures < mostFailures {
            let (messages, isWhole) = read(after: place, in: source)
            for message in messages { try store.add(message) }
            count += messages.count
            place = messages.last?.receipt.number ?? place
            if isWhole, messages.isEmpty { return count }
            if !isWhole {
                failures = messages.isEmpty ? failures + 1 : 0
                place += stride
            }
        }
        return count
    }

    private static func read(
        after place: Int64, in source: borrowing Database
    ) -> (messages: [SavedMessage], isWhole: Bool) {
        var messages: [SavedMessage] = []
        do throws(LedgerError) {
            var select = try source.prepare(OutboxStore.selection)
            select.bind(place, at: 1)
            select.bind(groupSize, at: 2)
            while try select.step() {
                guard let message = SavedMessage(select) else { return (messages, false) }
                messages.append(message)
            }
            return (messages, true)
        } catch { return (messages, false) }
    }

    private static func copyVisits(
        from source: borrowing Database, into store: inout OutboxStore
    ) throws(LedgerError) {
        var visits: [OutboxStore.SavedVisit] = []
        do throws(LedgerError) {
            var select = try source.prepare("SELECT topic, payload, id, dating, start FROM visit ORDER BY rowid")
            while try select.step() { visits.append(OutboxStore.SavedVisit(select)) }
        } catch {
            // Those before the damage are there.
        }
        for visit in visits { try store.keep(visit) }
    }

    private static let groupSize: Int64 = 100
    /// About as many messages as lie on a page.
    private static let stride: Int64 = 4
    private static let mostFailures = 10_000
}
