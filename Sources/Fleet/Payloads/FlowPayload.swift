import Presence
import Privacy

/// Who went from zone to zone in an hour: only what stands for `k` visits or more is listed, and nothing tells whether
/// the rest were none or few.
struct FlowPayload {
    /// When counting began, and when it ended.
    let flows: ZoneFlows
    /// The identifiers of the zones, in the site's order.
    let zones: [String]
    let k: Int
    private var listed: [Flow] = []
    private let budget: NoiseBudget?

    /// Whoever came from outside began a visit of the zone, and whoever left ended one: these are listed only where the
    /// zone's windows tell as much.
    init(
        _ flows: ZoneFlows, zones: [String], disclosures: [ZoneDisclosure], withholding: Withholding,
        budget: NoiseBudget? = nil, using generator: inout some RandomNumberGenerator
    ) {
        (self.flows, self.zones, k, self.budget) = (flows, zones, withholding.k, budget)
        if let budget, !budget.pays(for: .hour) { return }
        let places = zones.indices.map { Optional($0) } + [nil]
        for from in places {
            for to in places where from != to {
                let isTold =
                    from.map { to != nil || disclosures[$0].tellsEndsOfHour }
                    ?? to.map { disclosures[$0].tellsStartsOfHour } ?? false
                guard isTold, let exact = withholding.released(flows.count(from: from, to: to)) else { continue }
                let count = budget.map { $0.noise.added(to: exact, using: &generator) } ?? exact
                if count >= k { listed.append(Flow(from: from, to: to, count: count)) }
            }
        }
    }

    /// The payload.
    var json: [UInt8] {
        var text = JSONText(capacity: 512)
        text.object { text in
            text.object("window") { window in
                window.member("from", flows.from)
                window.member("to", flows.to)
            }
            text.member("basis", constant: "stable")
            text.array("flows", listed) { text, flow in
                text.member("from", word: name(flow.from))
                text.member("to", word: name(flow.to))
                text.member("count", flow.count)
            }
            if listed.count < zones.count * (zones.count + 1) {
                text.member("suppressed", constant: "below-k")
                text.member("below", k)
            } else {
                text.null("suppressed")
                text.null("below")
            }
            text.member(noise: budget?.noise)
        }
        return text.bytes
    }

    private func name(_ zone: Int?) -> String { zone.map { zones[$0] } ?? "outside" }

    private struct Flow {
        let from, to: Int?
        let count: Int
    }
}

extension JSONText {
    /// The noise that the counts of a payload carry.
    mutating func member(noise: GeometricNoise?) {
        guard let noise else { return null("noise") }
        object("noise") { text in
            text.member("mechanism", constant: "two-sided-geometric")
            text.member("epsilon", Double(noise.milliepsilon) / 1_000)
            text.member("sensitivity", noise.sensitivity)
        }
    }
}
