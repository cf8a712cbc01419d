/// `homeassistant/device/footfall-{site}/config`: what Home Assistant shows of a site, as one device.
///
/// Counts for each zone, and the health of each sensor; never anything about single visitors.
///
/// Source: home-assistant.io/integrations/mqtt, "MQTT Discovery", device discovery payload: `device`, `origin` and
/// `components` are required, a component has its `platform` and, to be registered, its `unique_id`.
struct HomeAssistantDiscovery {
    let site: String
    let sensors: [String]
    /// The sensors that may speak for the site: while one of them is there, its figures are known.
    let speakers: [String]
    /// The identifiers of the zones, in the order of their topics.
    let zones: [String]
    let topics: Topics
    /// The agent's version.
    let version: String

    /// The object identifier of the topic and the identifier of the device.
    static func identifier(ofSite site: String) -> String { "footfall-\(site)" }

    /// The payload.
    var document: DocumentValue {
        let device = Self.identifier(ofSite: site)
        return .members([
            "device": .members([
                "identifiers": .words([device]), "name": .text("Footfall \(site)"), "manufacturer": .text("Footfall"),
                "model": .text("Wi-Fi presence sensor"), "sw_version": .text(version),
            ]),
            "origin": .members(["name": .text("Footfall"), "sw_version": .text(version)]),
            "qos": DocumentValue(.integer(1)),
            "components": .members(
                components.map { component in
                    let key = "\(component.subject)-\(component.figure)"
                    return (key, component.document(identifier: "\(device)-\(key)"))
                }),
        ])
    }

    private var components: [Component] {
        zones.indices.flatMap { occupancyFigures($0) + footfallFigures($0) } + sensors.flatMap(health)
    }

    /// Whether a sensor is there is no property of its own connectivity: that is off, not unavailable.
    private func health(of sensor: String) -> [Component] {
        let status = Topics.status(site: site, sensor: sensor)
        return [
            Component(
                subject: "sensor-\(sensor)", figure: "connectivity", name: "Sensor \(sensor)", topic: status,
                template: "{{ 'ON' if value_json.state == 'online' else 'OFF' }}", kind: .health("connectivity"),
                witnesses: []),
            Component(
                subject: "sensor-\(sensor)", figure: "alerts", name: "Sensor \(sensor) alerts",
                topic: Topics.alert(site: site, sensor: sensor),
                template: "{{ 'ON' if value_json.alerts else 'OFF' }}", kind: .health("problem"), witnesses: [status]),
        ]
    }

    /// The statuses by which Home Assistant knows whether the site's figures are kept up.
    private var voices: [String] { speakers.map { Topics.status(site: site, sensor: $0) } }

    private func occupancyFigures(_ zone: Int) -> [Component] {
        [("people", "people"), ("devices", "devices")].map { figure, name in
            Component(
                subject: "zone-\(zones[zone])", figure: figure, name: "Zone \(zones[zone]) \(name)",
                topic: topics.occupancy[zone],
                template: "{{ value_json.\(figure).estimate if value_json.\(figure) else None }}",
                kind: .figure(unit: figure, isDuration: false), witnesses: voices)
        }
    }

    /// The figures of the last closed hour. An empty value, which the quarters of an hour give, changes nothing in Home
    /// Assistant; `None` makes the figure unknown.
    private func footfallFigures(_ zone: Int) -> [Component] {
        let figures = [
            ("visitors", "visitors", "people", false), ("passersBy", "passers-by", "people", false),
            ("bounces", "bounces", "people", false), ("dwellSeconds.median", "dwell", "s", true),
        ]
        return figures.map { member, name, unit, isDuration in
            Component(
                subject: "zone-\(zones[zone])", figure: "\(name)-hour", name: "Zone \(zones[zone]) \(name), last hour",
                topic: topics.footfall[zone],
                template: "{% if value_json.window.lengthSeconds == 3600 %}{{ value_json.\(member) }}{% endif %}",
                kind: .figure(unit: unit, isDuration: isDuration), witnesses: voices)
        }
    }

    /// One entity.
    private struct Component {
        enum Kind {
            /// A number.
            case figure(unit: String, isDuration: Bool)
            /// On or off, for those who look after the sensor; the class is Home Assistant's `device_class`.
            case health(String)
        }

        let subject: String
        let figure: String
        let name: String
        let topic: String
        let template: String
        let kind: Kind
        /// The statuses of which one has to be online for the state to be known; none: it is always known.
        let witnesses: [String]

        func document(identifier: String) -> DocumentValue {
            var members: [(String, DocumentValue)] = [
                ("platform", .text(platform)), ("unique_id", .text(identifier)), ("name", .text(name)),
                ("state_topic", .text(topic)), ("value_template", .text(template)),
            ]
            switch kind {
            case .figure(let unit, let isDuration):
                members += [("state_class", .text("measurement")), ("unit_of_measurement", .text(unit))]
                if isDuration { members.append(("device_class", .text("duration"))) }
            case .health(let deviceClass):
                members += [("device_class", .text(deviceClass)), ("entity_category", .text("diagnostic"))]
            }
            if !witnesses.isEmpty { members.append(("availability", Self.availability(by: witnesses))) }
            if witnesses.count > 1 { members.append(("availability_mode", .text("any"))) }
            return .members(members)
        }

        private var platform: String {
            switch kind {
            case .figure: "sensor"
            case .health: "binary_sensor"
            }
        }

        private static func availability(by witnesses: [String]) -> DocumentValue {
            .list(
                witnesses.map { status in
                    .members([
                        "topic": .text(status),
                        "value_template": .text("{{ 'online' if value_json.state == 'online' else 'offline' }}"),
                    ])
                })
        }
    }
}
