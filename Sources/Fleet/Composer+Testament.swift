public import Presence
import Timekeeping
public import Uplink

/// What the ledger has to know so that an agent that died says of its visits what it had to say.
extension Composer {
    /// The count of events goes on after `sequence`, which an earlier life of the agent came to.
    public mutating func goOn(after sequence: Int) { self.sequence = max(self.sequence, sequence) }

    /// The message that ends a visit as it stands, should nothing better come: dated at its last sign, because the sensor
    /// heard no more. It has no number yet.
    public func mark(
        of visit: VisitSummary, clock: ClockQuality, using generator: inout some RandomNumberGenerator
    ) -> VisitMark {
        let end = VisitEvent(
            kind: .ended(.coverageLost), time: visit.lastSeenAt + visit.dwellUncertainty / 2, visit: visit)
        let payload = self.payload(of: end, sequence: 0, clock: clock, using: &generator)
        return VisitMark(
            key: visit.identifier.key,
            testament: VisitMark.Testament(topic: topics.visit(end.kind), payload: payload))
    }

    /// A testament with its number.
    public static func numbered(_ testament: [UInt8], _ sequence: Int) -> [UInt8] {
        let place = #""sequence":0,"#.utf8
        guard let found = testament.firstRange(of: place) else { return testament }
        return testament[..<found.lowerBound] + Array(#""sequence":\#(sequence),"#.utf8)
            + testament[found.upperBound...]
    }
}

extension VisitIdentifier {
    /// The name of the visit in the ledger.
    var key: VisitMark.Key { VisitMark.Key(words.0, words.1) }
}
