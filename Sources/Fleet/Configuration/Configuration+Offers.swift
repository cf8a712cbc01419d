public import Presence
import Timekeeping

extension Configuration {
    /// When an offer may be made to somebody who agreed to offers: once in a visit.
    public struct Offers: Equatable, Sendable {
        /// The offer's name in the retailer's system; `nil` makes none.
        public var name: String?
        /// The zone in which it may be made; `nil` is the first one.
        public var zone: String?
        /// How long the visitor has to have been in the zone: 0 to 14400 s.
        public var minimumDwellSeconds = 300

        /// The defaults.
        public init() {}
    }

    /// What an offer is triggered by, in a site of these zones; a zone that there is not triggers none.
    public func offerTriggers(zones: [String]) -> [ConsentedVisits.Trigger] {
        guard let name = offers.name else { return [] }
        guard let zone = offers.zone.map({ zones.firstIndex(of: $0) }) ?? 0 else { return [] }
        return [
            ConsentedVisits.Trigger(
                name: name, zone: zone, minimumDwell: .seconds(Int64(offers.minimumDwellSeconds)))
        ]
    }
}

extension Configuration.Offers: DocumentSection {
    static let fields: [DocumentField<Self>] = [
        .optional("name", \.name, .identifier(example: "coffee")),
        .optional("zone", \.zone, .identifier(example: "shop")),
        .value("minimumDwellSeconds", \.minimumDwellSeconds, .integer(in: 0...14_400)),
    ]
}
