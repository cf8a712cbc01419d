import Fleet
import Timekeeping

extension ClosedWindow {
    /// As much of a footfall message as makes this window again.
    func document(of zone: String) -> DocumentValue {
        func number(_ value: (some BinaryInteger)?) -> DocumentValue {
            DocumentValue(value.map { .integer(Int($0)) } ?? .null)
        }
        let interval = people.map { people in
            DocumentValue.members([
                "estimate": number(people.estimate), "low": number(people.low), "high": number(people.high),
            ])
        }
        return .members([
            "zone": .text(zone),
            "window": .members([
                "from": .text(from.rfc3339), "lengthSeconds": DocumentValue(.integer(lengthSeconds)),
            ]),
            "people": interval ?? DocumentValue(.null), "visitors": number(visitors), "entries": number(entries),
            "dwellSeconds": .members(["median": number(medianSeconds), "p90": number(ninetiethSeconds)]),
            "coverage": .text(coverage.rawValue), "suppressed": .textOrNull(isWithheld ? "below-k" : nil),
        ])
    }
}
