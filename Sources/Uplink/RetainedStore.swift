/// The last retained message of each topic, as the broker should hold it: announced again on each connection, because
/// a broker may have lost it.
struct RetainedStore: Equatable, Sendable {
    private var byTopic: [String: Publication] = [:]

    /// Remembers `publication`; an empty payload clears its topic. A topic beyond `limit` is not remembered.
    mutating func remember(_ publication: Publication, limit: Int) {
        guard publication.isRetained else { return }
        if publication.payload.isEmpty {
            byTopic[publication.topic] = nil
        } else if byTopic.count < limit || byTopic[publication.topic] != nil {
            byTopic[publication.topic] = publication
        }
    }

    /// Forgets these topics: somebody else keeps them now.
    mutating func forget(_ topics: Set<String>) {
        for topic in topics { byTopic[topic] = nil }
    }

    /// What to announce: `births` in their order, each with what was submitted last on its topic where there is such,
    /// then all others in the order of their topics, but none on the topics `awaited`.
    func announcements(births: [Publication], awaited: Set<String>) -> [Publication] {
        let birthTopics = Set(births.map(\.topic))
        let others = byTopic.values.filter { !birthTopics.contains($0.topic) && !awaited.contains($0.topic) }
        return births.map { byTopic[$0.topic] ?? $0 } + others.sorted { $0.topic < $1.topic }
    }
}
