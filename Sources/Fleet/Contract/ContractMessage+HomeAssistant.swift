/// The site as a device of Home Assistant.
extension ContractMessage {
    static var homeAssistant: [ContractMessage] {
        [
            ContractMessage(
                "home-assistant-device", title: "Home Assistant device",
                """
                Device-based MQTT discovery: one device for the site, with counts for each zone and the health of each \
                sensor, never an entity for a visitor. Only with homeAssistant.enabled; published by the sensor that \
                speaks for the site, on each connection and when Home Assistant says that it has started. An empty \
                retained message removes the device.
                """, shape: deviceShape
            ) { $0.homeAssistant(prefix: "homeassistant", version: "0.1.0") }
        ]
    }

    private static let deviceShape = Schema.object([
        .required(
            "device",
            .object([
                .required("identifiers", .array(of: .text()), "footfall-{site}."),
                .required("name", .text(), "What Home Assistant shows."),
                .required("manufacturer", .text(), "Footfall."),
                .required("model", .text(), "What it is."),
                .required("sw_version", .text(), "The version of the agent."),
            ]), "The device."),
        .required(
            "origin",
            .object([
                .required("name", .text(), "Who describes the device."),
                .required("sw_version", .text(), "Its version."),
            ]), "Where the description comes from."),
        .required("qos", .integer(from: 1, to: 1), "With which quality of service Home Assistant subscribes."),
        .required(
            "components",
            Schema([
                "type": .text("object"),
                "propertyNames": Schema.text(pattern: "^(zone|sensor)-[a-z0-9-]+$").document,
                "additionalProperties": componentShape.document,
            ]), "The entities: for each zone, and for each sensor."),
    ])

    private static let componentShape = Schema.object([
        .required("platform", .word(of: ["sensor", "binary_sensor"]), "A number, or on and off."),
        .required("unique_id", .text(pattern: "^footfall-[a-z0-9-]+$"), "The same for the life of the site."),
        .required("name", .text(), "What Home Assistant shows."),
        .required("state_topic", .text(pattern: "^footfall/v1/"), "The topic with the figure."),
        .required("value_template", .text(), "How Home Assistant takes the figure out of the message."),
        .optional("state_class", .word(of: ["measurement"]), "Home Assistant keeps statistics."),
        .optional("unit_of_measurement", .word(of: ["people", "devices", "s"]), "The unit."),
        .optional("device_class", .word(of: ["duration", "connectivity", "problem"]), "What sort of state it is."),
        .optional("entity_category", .word(of: ["diagnostic"]), "For those who look after the sensor."),
        .optional(
            "availability",
            .array(
                of: .object([
                    .required("topic", .text(pattern: "^footfall/v1/"), "The status of the sensor."),
                    .required("value_template", .text(), "Gives online or offline."),
                ])), "When the state is known."),
        .optional("availability_mode", .word(of: ["any"]), "With several sensors: one that is there is enough."),
    ])
}
