/// The waiting publications of one importance, oldest first.
struct PublicationLane: Equatable, Sendable {
    private var ring = RingBuffer<QueuedPublication>()
    /// Where the newest replaceable message of each topic stands.
    private var newest: [String: Int] = [:]
    /// The sum over all entries of ``QueuedPublication/byteCount``.
    private(set) var byteCount = 0

    var count: Int { ring.count }
    var first: QueuedPublication? { ring.first }
    var entries: some Sequence<QueuedPublication> { ring.indices.lazy.compactMap { ring[$0] } }

    /// Adds `entry` at the end; answers whether it took the place of an older one on its topic instead.
    mutating func append(_ entry: QueuedPublication, replacing: Bool) -> Bool {
        if replacing, let place = newest[entry.publication.topic], let older = ring[place] {
            byteCount += entry.byteCount - older.byteCount
            ring[place] = QueuedPublication(
                ticket: older.ticket, publication: entry.publication, submittedAt: entry.submittedAt,
                receipt: entry.receipt)
            return true
        }
        let place = ring.append(entry)
        byteCount += entry.byteCount
        if Self.isReplaceable(entry.publication) { newest[entry.publication.topic] = place }
        return false
    }

    /// Puts back at the front what was in flight; answers false when a newer one on its topic made it worthless.
    mutating func prepend(_ entry: QueuedPublication) -> Bool {
        let isReplaceable = Self.isReplaceable(entry.publication)
        if isReplaceable, newest[entry.publication.topic] != nil { return false }
        let place = ring.prepend(entry)
        byteCount += entry.byteCount
        if isReplaceable { newest[entry.publication.topic] = place }
        return true
    }

    /// Takes the oldest out.
    mutating func popFirst() -> QueuedPublication? {
        let place = ring.firstIndex
        guard let entry = ring.popFirst() else { return nil }
        byteCount -= entry.byteCount
        let topic = entry.publication.topic
        if Self.isReplaceable(entry.publication), newest[topic] == place { newest[topic] = nil }
        return entry
    }

    /// Removes the entries that `isWorthless` says, and answers how many they were.
    mutating func remove(where isWorthless: (QueuedPublication) -> Bool) -> Int {
        let before = count
        let kept = entries.filter { !isWorthless($0) }
        self = Self()
        for entry in kept { _ = append(entry, replacing: false) }
        return before - count
    }

    /// Keeps only the newest replaceable message of each topic, and answers how many went.
    mutating func coalesce() -> Int {
        guard count > newest.count else { return 0 }
        let newestTickets = Set(newest.values.compactMap { ring[$0]?.ticket })
        return remove { Self.isReplaceable($0.publication) && !newestTickets.contains($0.ticket) }
    }

    /// Whether a newer message on the topic makes this one worthless: any state, and telemetry that asks for no
    /// acknowledgement.
    private static func isReplaceable(_ publication: Publication) -> Bool {
        switch publication.importance {
        case .telemetry: publication.quality == .atMostOnce
        case .state: true
        case .event: false
        }
    }
}
