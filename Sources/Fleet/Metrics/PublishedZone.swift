public import Timekeeping

/// A zone as the last message about its occupancy told it.
///
/// It is read from the published payload, so that nothing can be in here that was withheld there.
public struct PublishedZone: Equatable, Sendable {
    /// A figure with its 95 % interval.
    public struct Figure: Equatable, Sendable {
        /// The figure.
        public var estimate: Int
        /// The ends of the interval.
        public var low: Int
        /// As above.
        public var high: Int

        /// Reads a member of a message; `nil` for what is withheld or no figure.
        public init?(_ value: DocumentValue?) {
            guard let value, let estimate = value.number("estimate"), let low = value.number("low"),
                let high = value.number("high")
            else { return nil }
            (self.estimate, self.low, self.high) = (estimate, low, high)
        }
    }

    /// The zone's identifier.
    public var zone: String
    /// People in it; `nil` when withheld or unknown.
    public var people: Figure?
    /// Devices in it; `nil` when withheld or unknown.
    public var devices: Figure?
    /// Figures that stand for fewer than this were withheld; `nil` when none was.
    public var below: Int?
    /// Whether something was withheld.
    public var isWithheld: Bool { below != nil }
    /// The end of the time that it speaks of.
    public var until: WallTime?
    /// How well the zone is heard: `full`, `degraded` or `unknown`.
    public var coverage: String

    /// The zone that a message of this topic and payload tells of; `nil` for any other message.
    public init?(topic: String, payload: [UInt8]) {
        guard Topics.channel(of: topic) == "occupancy", let zone = Topics.identifier(in: topic),
            let document = try? DocumentValue(reading: payload, as: .json)
        else { return nil }
        self.init(zone, document)
    }

    /// The zone of this name that a message about its occupancy tells of; `nil` for any other message.
    public init?(_ zone: String, _ document: DocumentValue) {
        guard let coverage = document.text("coverage") else { return nil }
        self.zone = zone
        self.coverage = coverage
        people = Figure(document.value("people"))
        devices = Figure(document.value("devices"))
        below = document.text("suppressed").map { _ in document.number("below") ?? 0 }
        until = document.value("window")?.text("to").flatMap { WallTime(rfc3339: $0) }
    }

    /// The zones in Prometheus' text format, told apart by their site where one is given: what is withheld or unknown is
    /// not there.
    public static func write(_ zones: [Self], of site: String? = nil, to text: inout MetricText) {
        let whose: [MetricText.Label] = if let site { [("site", site)] } else { [] }
        func labels(_ zone: Self) -> [MetricText.Label] { whose + [("zone", zone.zone)] }
        func each(_ name: StaticString, _ help: StaticString, _ value: (Self) -> Int?) {
            text.family(name, .gauge, help) { family in
                for zone in zones { family.sample(value(zone), labels: labels(zone)) }
            }
        }
        each("footfall_zone_people", "People in the zone, estimated; absent when withheld") { $0.people?.estimate }
        each("footfall_zone_people_low", "Lower end of the 95 % interval of people") { $0.people?.low }
        each("footfall_zone_people_high", "Upper end of the 95 % interval of people") { $0.people?.high }
        each("footfall_zone_devices", "Devices in the zone, estimated; absent when withheld") { $0.devices?.estimate }
        each("footfall_zone_devices_low", "Lower end of the 95 % interval of devices") { $0.devices?.low }
        each("footfall_zone_devices_high", "Upper end of the 95 % interval of devices") { $0.devices?.high }
        each("footfall_zone_withheld", "Whether a figure of the zone stands for fewer than k and is withheld") {
            $0.isWithheld ? 1 : 0
        }
        text.family("footfall_zone_coverage", .gauge, "1 for how well the zone is heard, 0 for the others") { family in
            for zone in zones {
                for name in ["full", "degraded", "unknown"] {
                    family.sample(zone.coverage == name ? 1 : 0, labels: labels(zone) + [("coverage", name)])
                }
            }
        }
    }
}
