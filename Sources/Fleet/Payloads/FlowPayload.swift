import Presence

/// Who went from zone to zone in an hour: only what stands for `k` visits or more is listed, and nothing tells whether
/// the rest were none or few.
struct FlowPayload {
    let flows: ZoneFlows
    /// The identifiers of the zones, in the site's order.
    let zones: [String]
    let k: Int

    /// The payload.
    var json: [UInt8] {
        var text = JSONText(capacity: 512)
        let places = zones.indices.map { Optional($0) } + [nil]
        let pairs = places.flatMap { from in places.map { (from, $0) } }.filter { $0.0 != $0.1 }
        let listed = pairs.filter { flows.count(from: $0.0, to: $0.1) >= k }
        text.object { text in
            text.object("window") { window in
                window.member("from", flows.from)
                window.member("to", flows.to)
            }
            text.member("basis", constant: "stable")
            text.array("flows", listed) { flow, pair in
                flow.member("from", word: name(pair.0))
                flow.member("to", word: name(pair.1))
                flow.member("count", flows.count(from: pair.0, to: pair.1))
            }
            if listed.count < pairs.count {
                text.member("suppressed", constant: "below-k")
                text.member("below", k)
            } else {
                text.null("suppressed")
                text.null("below")
            }
        }
        return text.bytes
    }

    private func name(_ zone: Int?) -> String { zone.map { zones[$0] } ?? "outside" }
}
