import CSQLite
import Glibc
import Timekeeping
import Uplink

/// The outbox on the disk: messages in the order of their decision, visits that go on, and the count of events.
///
/// Everything between ``begin()`` and ``commit()`` happens, or nothing of it.
struct OutboxStore: ~Copyable {
    /// How many messages there are, by importance.
    private(set) var counts: Counts
    /// The number of the last message that was ever added since the database was opened.
    private(set) var last: Receipt
    private var lastBefore: Receipt
    private let database: Database
    private var insert: Statement
    private var select: Statement
    private var delete: Statement
    private var keepVisit: Statement
    private var endVisit: Statement
    private var keepFact: Statement
    private var pageCount: Statement
    private var freeCount: Statement

    /// Opens the outbox at `path`, makes it where there is none, and looks whether it is whole.
    init(path: String) throws(LedgerError) {
        let database = try Self.open(path)
        let counts = try Counts(of: database)
        let last = Receipt(number: try database.number("SELECT ifnull(max(id), 0) FROM outbox"))
        let insert = try database.prepare(Self.insertion)
        let select = try database.prepare(Self.selection)
        let delete = try database.prepare("DELETE FROM outbox WHERE id BETWEEN ?1 AND ?2")
        let keepVisit = try database.prepare(
            "INSERT OR REPLACE INTO visit(topic, payload, id, dating, start) VALUES(?1, ?2, ?3, ?4, ?5)")
        let endVisit = try database.prepare("DELETE FROM visit WHERE id = ?1")
        let keepFact = try database.prepare("INSERT OR REPLACE INTO fact(name, value) VALUES(?1, ?2)")
        let pageCount = try database.prepare("PRAGMA page_count")
        let freeCount = try database.prepare("PRAGMA freelist_count")
        // All at once: what cannot be copied must be there as a whole, or not at all.
        self.counts = counts
        self.last = last
        lastBefore = last
        self.database = database
        self.insert = insert
        self.select = select
        self.delete = delete
        self.keepVisit = keepVisit
        self.endVisit = endVisit
        self.keepFact = keepFact
        self.pageCount = pageCount
        self.freeCount = freeCount
    }

    /// Begins to number behind a receipt that was given before, by a database that is no more.
    mutating func goOn(after receipt: Receipt) { last = max(last, receipt) }

    /// Opens a transaction.
    mutating func begin() throws(LedgerError) {
        try database.run("BEGIN IMMEDIATE")
        lastBefore = last
    }

    /// Makes what was done since ``begin()`` last.
    func commit() throws(LedgerError) { try database.run("COMMIT") }

    /// Undoes what was done since ``begin()``. The counts are read anew.
    mutating func rollBack() throws(LedgerError) {
        if !database.isAtRest { try database.run("ROLLBACK") }
        counts = try Counts(of: database)
        last = lastBefore
    }

    /// Adds a message behind all others, and keeps what it says of its visit; answers its receipt.
    mutating func add(_ publication: Publication, _ stamp: Stamp) throws(LedgerError) -> Receipt {
        let receipt = Receipt(number: last.number + 1)
        let dating: SavedMessage.Dating = stamp.isClockKnown ? .right : .provisional
        try add(
            SavedMessage(
                receipt: receipt, publication: publication, decidedAt: stamp.wallTime, dating: dating,
                offset: stamp.offset))
        if let mark = publication.visit { try keep(mark, stamp) }
        return receipt
    }

    /// Keeps what has to be said of a visit, or forgets it.
    mutating func keep(_ mark: VisitMark, _ stamp: Stamp) throws(LedgerError) {
        guard let testament = mark.testament else {
            endVisit.bind(mark.key.bytes, at: 1)
            return try endVisit.run()
        }
        let dating: SavedMessage.Dating = stamp.isClockKnown ? .right : .provisional
        try keep(SavedVisit(key: mark.key.bytes, testament: testament, dating: dating, offset: stamp.offset))
    }

    /// What has to be said of a visit, as the database has it.
    struct SavedVisit {
        var key: [UInt8]
        var testament: VisitMark.Testament
        var dating: SavedMessage.Dating
        var offset: Int64
    }

    /// Keeps what has to be said of a visit.
    mutating func keep(_ visit: SavedVisit) throws(LedgerError) {
        keepVisit.bind(visit.key, at: 3)
        keepVisit.bind(visit.dating.rawValue, at: 4)
        keepVisit.bind(visit.offset, at: 5)
        try keepVisit.run(text: visit.testament.topic, bytes: visit.testament.payload)
    }

    /// Removes messages that are settled: they are events, since nothing else has a receipt.
    mutating func remove(_ ranges: [ClosedRange<Int64>]) throws(LedgerError) {
        for range in ranges {
            delete.bind(range.lowerBound, at: 1)
            delete.bind(range.upperBound, at: 2)
            try delete.run()
            counts.remove(database.changeCount, of: .event)
        }
    }

    /// Removes the messages after a receipt that hold these bytes, and what visits have to say that holds them.
    mutating func remove(after receipt: Receipt, holding bytes: [UInt8]) throws(LedgerError) {
        var delete = try database.prepare("DELETE FROM outbox WHERE id > ?1 AND instr(payload, ?2) > 0")
        delete.bind(receipt.number, at: 1)
        delete.bind(bytes, at: 2)
        try delete.run()
        counts.remove(database.changeCount, of: .event)
        var forget = try database.prepare("DELETE FROM visit WHERE instr(payload, ?1) > 0")
        forget.bind(bytes, at: 1)
        try forget.run()
    }

    /// Empties the log, which holds what was removed.
    func forgetRemoved() throws(LedgerError) { try database.run("PRAGMA wal_checkpoint(TRUNCATE)") }

    /// The messages after a receipt, in order, at most `limit`.
    mutating func messages(after receipt: Receipt, limit: Int) throws(LedgerError) -> [SavedMessage] {
        select.bind(receipt.number, at: 1)
        select.bind(Int64(limit), at: 2)
        var messages: [SavedMessage] = []
        while try select.step() {
            guard let message = SavedMessage(select) else {
                select.reset()
                throw .unreadable("a message that this agent does not write", at: database.path)
            }
            messages.append(message)
        }
        select.reset()
        return messages
    }

    /// Gives a message its right times.
    mutating func correct(_ receipt: Receipt, payload: [UInt8]) throws(LedgerError) {
        var update = try database.prepare("UPDATE outbox SET payload = ?2, dating = 0 WHERE id = ?1")
        update.bind(receipt.number, at: 1)
        update.bind(payload, at: 2)
        try update.run()
    }

    /// Keeps a number under a name.
    mutating func keep(_ value: Int64, as fact: Fact) throws(LedgerError) {
        keepFact.bind(Array(fact.rawValue.utf8), at: 1)
        keepFact.bind(value, at: 2)
        try keepFact.run()
    }

    /// The number under a name; 0 when there is none.
    func value(of fact: Fact) throws(LedgerError) -> Int64 { try Self.value(of: fact, in: database) }

    static func value(of fact: Fact, in database: borrowing Database) throws(LedgerError) -> Int64 {
        try database.number("SELECT ifnull(max(value), 0) FROM fact WHERE name = CAST('\(fact.rawValue)' AS BLOB)")
    }

    /// What the database holds of pages, free ones left out, in bytes.
    mutating func usedBytes() throws(LedgerError) -> Int {
        defer {
            pageCount.reset()
            freeCount.reset()
        }
        guard try pageCount.step(), try freeCount.step() else { return 0 }
        return Int(pageCount.number(0) - freeCount.number(0)) * Self.pageBytes
    }

    /// When the oldest message was decided.
    func oldest() throws(LedgerError) -> WallTime? {
        guard counts.total > 0 else { return nil }
        return WallTime(nanoseconds: try database.number("SELECT decided FROM outbox ORDER BY id LIMIT 1"))
    }

    /// Drops the oldest of the least important class that come after a receipt; answers how many and which.
    mutating func drop(
        _ limit: Int, after receipt: Receipt
    ) throws(LedgerError) -> (importance: Publication.Importance, count: Int)? {
        for importance in [Publication.Importance.telemetry, .state, .event] where counts[importance] > 0 {
            try database.run(
                """
                DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE id > \(receipt.number) \
                AND importance = \(importance.rawValue) ORDER BY id LIMIT \(limit))
                """)
            let count = database.changeCount
            counts.remove(count, of: importance)
            if count > 0 { return (importance, count) }
        }
        return nil
    }

    /// Whether there are messages whose times may be corrected yet.
    func hasProvisionalDates() throws(LedgerError) -> Bool {
        try database.number("SELECT EXISTS(SELECT 1 FROM outbox WHERE dating = 1)") != 0
    }

    /// Nothing more will be learnt of a clock of before the machine's start.
    func forgetProvisionalDates() throws(LedgerError) {
        try database.run("UPDATE outbox SET dating = 2 WHERE dating = 1; UPDATE visit SET dating = 2 WHERE dating = 1")
    }

    /// Turns the testament of each visit that was going on into a message, numbered after `sequence`; answers the last
    /// number.
    mutating func releaseTestaments(
        after sequence: Int, at time: WallTime, number: ([UInt8], Int) -> [UInt8]
    ) throws(LedgerError) -> Int {
        var sequence = sequence
        var select = try database.prepare("SELECT topic, payload, id, dating, start FROM visit ORDER BY rowid")
        while try select.step() {
            let visit = SavedVisit(select)
            sequence += 1
            let publication = Publication(
                topic: visit.testament.topic, payload: number(visit.testament.payload, sequence), importance: .event)
            try add(
                SavedMessage(
                    receipt: Receipt(number: last.number + 1), publication: publication, decidedAt: time,
                    dating: visit.dating, offset: visit.offset))
        }
        select.reset()
        try database.run("DELETE FROM visit")
        return sequence
    }

    /// Adds a message that has its receipt, behind all others.
    mutating func add(_ message: SavedMessage) throws(LedgerError) {
        insert.bind(message.receipt.number, at: 3)
        insert.bind(Int64(message.publication.importance.rawValue), at: 4)
        insert.bind(message.publication.flags, at: 5)
        insert.bind(message.dating.rawValue, at: 6)
        insert.bind(message.offset, at: 7)
        insert.bind(message.decidedAt.nanoseconds, at: 8)
        try insert.run(text: message.publication.topic, bytes: message.publication.payload)
        last = message.receipt
        counts.add(message.publication.importance)
    }

    private static func open(_ path: String) throws(LedgerError) -> Database {
        let database = try Database(path: path)
        if database.isReadOnly {
            throw LedgerError(systemError: EROFS, operation: "write to", object: path)
        }
        // Exclusive: the index of the log stays in memory, and a second agent is kept out. Full: what is committed
        // survives a power cut, so that no number of an event is ever given twice.
        try database.run(
            "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                + "PRAGMA journal_size_limit=4194304; PRAGMA cache_size=-512; PRAGMA temp_store=MEMORY; "
                + "PRAGMA secure_delete=FAST",
            operation: "open")
        try checkWhole(database)
        try database.run(schema, operation: "write to")
        return database
    }

    private static func checkWhole(_ database: borrowing Database) throws(LedgerError) {
        var check = try database.prepare("PRAGMA quick_check(1)")
        guard try check.step() else { throw .unreadable("no answer to the check", at: database.path) }
        let answer = check.text(0)
        guard answer == "ok" else { throw .unreadable(answer, at: database.path) }
        check.reset()
        let version = try database.number("PRAGMA user_version")
        guard version == 0 || version == 1 else { throw .unreadable("version \(version)", at: database.path) }
    }

    private static let pageBytes = 4_096
    private static let insertion = """
        INSERT INTO outbox(topic, payload, id, importance, flags, dating, start, decided) \
        VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        """
    static let selection = """
        SELECT id, topic, payload, importance, flags, dating, start, decided FROM outbox WHERE id > ?1 \
        ORDER BY id LIMIT ?2
        """
    /// `start` is the wall clock at the machine's start, as the clock of that time had it.
    private static let schema = """
        PRAGMA application_id=1179992684; PRAGMA user_version=1;
        CREATE TABLE IF NOT EXISTS outbox(id INTEGER PRIMARY KEY, importance INTEGER NOT NULL, flags INTEGER NOT NULL, \
        dating INTEGER NOT NULL, start INTEGER NOT NULL, decided INTEGER NOT NULL, topic TEXT NOT NULL, \
        payload BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS visit(id BLOB PRIMARY KEY, dating INTEGER NOT NULL, start INTEGER NOT NULL, \
        topic TEXT NOT NULL, payload BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS fact(name BLOB PRIMARY KEY, value INTEGER NOT NULL);
        """
}
