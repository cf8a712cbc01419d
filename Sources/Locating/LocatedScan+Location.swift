public import Presence

extension LocatedScan {
    /// The scan with its probabilities in the order of a site's `zones`, inside and outside ones as they stand there.
    public init(_ location: Location, zones: [ZoneKind]) {
        var inside = location.zones[...]
        var outside = location.strips[...]
        self.init(
            time: location.scan.time, tag: location.scan.tag, formerTag: location.scan.formerTag,
            signature: location.scan.signature, isRandomised: location.scan.isRandomised,
            zones: zones.map { ($0 == .inside ? inside.popFirst() : outside.popFirst()) ?? 0 },
            insideProbability: location.insideProbability)
    }
}
