import Timekeeping
import Uplink

extension SavedMessage {
    /// The row that a statement stands on; nil when it is none that this agent writes.
    init?(_ row: borrowing Statement) {
        guard let dating = Dating(rawValue: row.number(5)),
            let publication = Publication(
                topic: row.text(1), payload: row.bytes(2), importance: row.number(3), flags: row.number(4))
        else { return nil }
        self.init(
            receipt: Receipt(number: row.number(0)), publication: publication,
            decidedAt: WallTime(nanoseconds: row.number(7)), dating: dating, offset: row.number(6))
    }
}

extension OutboxStore.SavedVisit {
    /// The row of topic, payload, id, dating and start that a statement stands on.
    init(_ row: borrowing Statement) {
        self.init(
            key: row.bytes(2), testament: VisitMark.Testament(topic: row.text(0), payload: row.bytes(1)),
            dating: SavedMessage.Dating(rawValue: row.number(3)) ?? .doubtful, offset: row.number(4))
    }
}

extension VisitMark.Key {
    /// The upper half first.
    var bytes: [UInt8] {
        [upper, lower].flatMap { half in (0..<8).map { UInt8(truncatingIfNeeded: half >> (56 - 8 * UInt64($0))) } }
    }
}
