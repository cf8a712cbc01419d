import Timekeeping

/// What will happen, soonest first; what is due at the same instant comes out in the order in which it was put in.
struct EventQueue<Content: Sendable>: Sendable {
    private struct Entry: Sendable {
        let time: WallTime
        let order: UInt64
        let content: Content

        func precedes(_ other: Entry) -> Bool { (time, order) < (other.time, other.order) }
    }

    /// A binary heap: each entry precedes those at twice its index plus one and plus two.
    private var entries: [Entry] = []
    private var nextOrder: UInt64 = 0

    var count: Int { entries.count }

    mutating func add(_ content: Content, at time: WallTime) {
        entries.append(Entry(time: time, order: nextOrder, content: content))
        nextOrder += 1
        var index = entries.count - 1
        while index > 0, entries[index].precedes(entries[(index - 1) / 2]) {
            entries.swapAt(index, (index - 1) / 2)
            index = (index - 1) / 2
        }
    }

    mutating func removeFirst() -> (time: WallTime, content: Content)? {
        guard let first = entries.first, let last = entries.popLast() else { return nil }
        if !entries.isEmpty {
            entries[0] = last
            sink()
        }
        return (first.time, first.content)
    }

    private mutating func sink() {
        var index = 0
        while true {
            let left = 2 * index + 1
            guard left < entries.count else { return }
            let right = left + 1
            let child = right < entries.count && entries[right].precedes(entries[left]) ? right : left
            guard entries[child].precedes(entries[index]) else { return }
            entries.swapAt(index, child)
            index = child
        }
    }
}
