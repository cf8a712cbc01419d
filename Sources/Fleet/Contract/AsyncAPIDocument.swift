import Uplink

/// The topics of the contract as an AsyncAPI document.
///
/// Source: AsyncAPI specification 3.0.0; MQTT binding 0.2.0, operation binding.
struct AsyncAPIDocument {
    let messages: [ContractMessage]

    var document: DocumentValue {
        .members([
            "asyncapi": .text("3.0.0"),
            "info": Self.info,
            "defaultContentType": .text("application/json"),
            "servers": Self.servers,
            "channels": .members(
                messages.map { ($0.name, channel($0)) } + [("home-assistant-status", greetingChannel)]),
            "operations": .members(
                messages.map { ("\($0.direction.verb)-\($0.name)", operation($0)) }
                    + [("hear-home-assistant-status", greetingOperation)]),
            "components": components,
        ])
    }

    private func channel(_ message: ContractMessage) -> DocumentValue {
        var members: [(String, DocumentValue)] = [
            ("address", .text(message.address)), ("title", .text(message.title)),
            ("description", .text(message.description)),
            ("messages", .members([(message.name, Self.reference("components/messages/\(message.name)"))])),
        ]
        let parameters = Self.parameters.map(\.name).filter { message.address.contains("{\($0)}") }
        members.append(
            ("parameters", .members(parameters.map { ($0, Self.reference("components/parameters/\($0)")) })))
        return .members(members)
    }

    /// In AsyncAPI, `send` and `receive` are what the described application does: the agent publishes and hears.
    private func operation(_ message: ContractMessage) -> DocumentValue {
        let direction = message.direction
        return Self.operation(
            direction.action, channel: message.name, message: message.name, quality: message.quality,
            isRetained: message.isRetained,
            summary: "The agent \(direction.verb)\(direction.ending): \(message.title.lowercasedFirst).")
    }

    private var components: DocumentValue {
        .members([
            "messages": .members(
                messages.map { ($0.name, Self.message($0)) } + [("home-assistant-status", Self.greeting)]),
            "schemas": .members(messages.map { ($0.name, Self.schema($0)) }),
            "parameters": .members(
                Self.parameters.map { ($0.name, Self.parameter($0.description, example: $0.example)) }),
        ])
    }

    private static func message(_ message: ContractMessage) -> DocumentValue {
        var members: [(String, DocumentValue)] = [
            ("name", .text(message.name)), ("title", .text(message.title)), ("summary", .text(message.description)),
            ("contentType", .text(message.contentType)),
            ("payload", reference("components/schemas/\(message.name)")),
        ]
        // An example is an object in AsyncAPI 3.0: a payload of octets has none.
        if case .object = message.example.content {
            let example = DocumentValue.members(["name": .text("example"), "payload": message.example])
            members.append(("examples", .list([example])))
        }
        return .members(members)
    }

    /// A schema that is not of AsyncAPI's own dialect says of which one it is.
    private static func schema(_ message: ContractMessage) -> DocumentValue {
        .members([
            "schemaFormat": .text("application/schema+json;version=draft-2020-12"), "schema": message.schema.document,
        ])
    }

    private static func operation(
        _ action: String, channel: String, message: String, quality: Publication.QualityOfService, isRetained: Bool?,
        summary: String
    ) -> DocumentValue {
        var binding: [(String, DocumentValue)] = [("qos", DocumentValue(.integer(Int(quality.rawValue))))]
        if let isRetained { binding.append(("retain", DocumentValue(.boolean(isRetained)))) }
        binding.append(("bindingVersion", .text("0.2.0")))
        return .members([
            "action": .text(action), "channel": reference("channels/\(channel)"), "summary": .text(summary),
            "bindings": .members([("mqtt", .members(binding))]),
            "messages": .list([reference("channels/\(channel)/messages/\(message)")]),
        ])
    }

    private static let parameters = [
        (name: "site", description: "The site", example: "shop-12"),
        (name: "sensor", description: "The sensor, unique in its site", example: "entrance"),
        (name: "zone", description: "The zone, unique in its site", example: "shop"),
        (name: "scope", description: "Who asks people for their consent", example: "app"),
        (name: "counter", description: "The counter, unique in its site", example: "door"),
    ]

    private static func parameter(_ description: String, example: String) -> DocumentValue {
        .members([
            "description": .text("\(description): \(TextRule.identifierPattern)"), "examples": .words([example]),
        ])
    }

    private static func reference(_ path: String) -> DocumentValue { .members([("$ref", .text("#/\(path)"))]) }
}

/// What the agent hears from Home Assistant.
extension AsyncAPIDocument {
    private var greetingChannel: DocumentValue {
        .members([
            "address": .text(Topics.homeAssistantStatus(prefix: "homeassistant")),
            "title": .text("Home Assistant status"),
            "description": .text("Home Assistant's birth message: the agent announces all that is retained again."),
            "messages": .members([
                ("home-assistant-status", Self.reference("components/messages/home-assistant-status"))
            ]),
        ])
    }

    private var greetingOperation: DocumentValue {
        Self.operation(
            "receive", channel: "home-assistant-status", message: "home-assistant-status", quality: .atLeastOnce,
            isRetained: nil, summary: "The agent hears, with homeAssistant.enabled, that Home Assistant has started.")
    }

    private static let greeting = DocumentValue.members([
        "name": .text("home-assistant-status"), "title": .text("Home Assistant status"),
        "summary": .text("A plain word, without quotes."), "contentType": .text("text/plain"),
        "payload": .members(["type": .text("string"), "enum": .words(["online", "offline"])]),
    ])
}

/// What is said once.
extension AsyncAPIDocument {
    /// What there is to know before the first topic.
    static let introduction = """
        What a Footfall sensor says over MQTT: how full a zone is, how many came, the visits of devices that keep \
        their address, and how the sensor does. Topics have a fixed depth, \
        footfall/v1/{site}/{kind}/{id}/{channel}, so that one wildcard selects one thing: \
        footfall/v1/+/zone/+/occupancy. A change that breaks a reader becomes footfall/v2, beside v1 for one release; \
        new topics and, in objects, new members come within v1.

        State is retained; events and telemetry are not. Retained state is published again on each connection. \
        Events come at least once, in the order of their source: tell duplicates by their id.

        Listed is what the agent publishes and hears today.
        """

    private static let info = DocumentValue.members([
        "title": .text("Footfall"),
        "version": .text("1.0.0"),
        "description": .text(introduction),
        "license": .members([
            "name": .text("Apache-2.0"), "url": .text("https://www.apache.org/licenses/LICENSE-2.0"),
        ]),
    ])

    private static let servers = DocumentValue.members([
        "encrypted": .members([
            "host": .text("{host}:8883"), "protocol": .text("secure-mqtt"), "protocolVersion": .text("3.1.1"),
            "description": .text("The site's broker, over TLS: broker.url with mqtts."),
            "variables": host(example: "broker.example.org"),
        ]),
        "loopback": .members([
            "host": .text("{host}:1883"), "protocol": .text("mqtt"), "protocolVersion": .text("3.1.1"),
            "description": .text("A broker on the sensor's own machine, which is the default."),
            "variables": host(example: "127.0.0.1"),
        ]),
    ])

    private static func host(example: String) -> DocumentValue {
        .members([("host", .members(["default": .text(example), "description": .text("The broker's host.")]))])
    }
}

extension String {
    var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}

extension ContractMessage.Direction {
    /// What the agent does, in AsyncAPI's words.
    fileprivate var action: String { self == .fromAgent ? "send" : "receive" }
    /// What it does, in ours.
    fileprivate var verb: String { self == .fromAgent ? "publish" : "hear" }
    fileprivate var ending: String { self == .fromAgent ? "es" : "s" }
}
