import Uplink

/// What has come and is not yet on the disk, in order.
///
/// The front is taken away in groups; the array behind moves up only when half of it is gone, since moving thousands of
/// entries for each group took most of the time of a long line.
struct WaitingLine {
    private var entries: [OutboxCore.Entry] = []
    private var head = 0

    var count: Int { entries.count - head }

    /// The first entries, at most `limit`.
    func first(_ limit: Int) -> ArraySlice<OutboxCore.Entry> { entries[head...].prefix(limit) }

    mutating func append(_ more: [OutboxCore.Entry]) { entries += more }

    mutating func removeFirst(_ count: Int) {
        head += count
        guard head * 2 > entries.count else { return }
        entries.removeFirst(head)
        head = 0
    }

    /// Takes out the oldest of the least important messages; nil when there is no message.
    mutating func dropLeastImportant() -> OutboxCore.Entry? {
        let least = entries[head...].lazy.compactMap(\.publication?.importance).min()
        guard least != nil, let place = entries[head...].firstIndex(where: { $0.publication?.importance == least })
        else { return nil }
        return entries.remove(at: place)
    }

    /// Removes the messages that hold these bytes.
    mutating func withdraw(holding bytes: [UInt8]) {
        entries = entries[head...].filter { !($0.publication?.payload.contains(bytes) ?? false) }
        head = 0
    }

    /// Takes out messages like this; what they say of their visits stays. Answers how many there were.
    mutating func giveWay(_ isGivenUp: (Publication) -> Bool) -> Int {
        var count = 0
        entries = entries[head...].compactMap { entry in
            guard let publication = entry.publication, isGivenUp(publication) else { return entry }
            count += 1
            return publication.visit.map { OutboxCore.Entry(publication: nil, mark: $0, stamp: entry.stamp) }
        }
        head = 0
        return count
    }

    /// Takes out all messages; what they say of their visits stays.
    mutating func takeMessages() -> [OutboxCore.Entry] {
        let messages = entries[head...].filter { $0.publication != nil }
        entries = entries[head...].compactMap { entry in
            guard let mark = entry.mark ?? entry.publication?.visit else { return nil }
            return OutboxCore.Entry(publication: nil, mark: mark, stamp: entry.stamp)
        }
        head = 0
        return messages
    }
}
