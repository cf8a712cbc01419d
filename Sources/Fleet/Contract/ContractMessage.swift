import Signing
import Uplink

/// A message of the contract: where it goes, what it holds, and what for.
struct ContractMessage {
    /// The name of its schema's file, and its key in the documents.
    let name: String
    let title: String
    let description: String
    /// The topic with its parameters in braces.
    let address: String
    let quality: Publication.QualityOfService
    let isRetained: Bool
    /// Who writes it.
    let direction: Direction
    let contentType: String
    /// The schema, without a head.
    let shape: Schema
    /// A payload as the agent writes it.
    let example: DocumentValue

    /// Which way a message goes, seen from the broker's other clients.
    enum Direction: String, Equatable {
        case fromAgent = "agent writes"
        case toAgent = "agent reads"
    }

    /// A message that the agent makes by `publication`.
    ///
    /// Topic, quality of service, retention and example all come from the code that publishes: they cannot drift.
    init(
        _ name: String, title: String, _ description: String, contentType: String = "application/json", shape: Schema,
        publication: (inout Composer) -> Publication
    ) {
        self.name = name
        self.title = title
        self.description = description
        self.contentType = contentType
        direction = .fromAgent
        self.shape = shape
        var nameless = ContractSample.composer(site: "{site}", sensor: "{sensor}", zone: "{zone}")
        let pattern = publication(&nameless)
        address = pattern.topic
        quality = pattern.quality
        isRetained = pattern.isRetained
        var named = ContractSample.composer(site: "shop-12", sensor: "entrance", zone: "shop")
        guard let example = try? DocumentValue(reading: publication(&named).payload, as: .json) else {
            preconditionFailure("a payload is JSON")
        }
        self.example = example
    }

    /// A message that the agent hears.
    init(
        heard name: String, title: String, _ description: String, address: String, isRetained: Bool, shape: Schema,
        example: DocumentValue
    ) {
        self.name = name
        self.title = title
        self.description = description
        self.address = address
        self.isRetained = isRetained
        self.shape = shape
        self.example = example
        quality = .atLeastOnce
        contentType = "application/json"
        direction = .toAgent
    }

    /// A message of octets; the schema and the example are of their base64 form (RFC 4648 §4).
    init(octets name: String, title: String, _ description: String, _ publication: Publication) {
        self.name = name
        self.title = title
        self.description = description
        address = publication.topic
        quality = publication.quality
        isRetained = publication.isRetained
        direction = .fromAgent
        contentType = "application/octet-stream"
        shape = Schema(["type": .text("string"), "contentEncoding": .text("base64")])
        example = .text(Self.base64(publication.payload))
    }

    /// The whole schema.
    var schema: Schema { shape.published(as: name, title: title, description, example: example) }

    private static func base64(_ octets: [UInt8]) -> String {
        let text = Base64URL.text(octets).map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }
        return String(text) + String(repeating: "=", count: (4 - text.count % 4) % 4)
    }

    /// All that the agent publishes and hears.
    static var all: [ContractMessage] {
        sensor + fleet + zone + visits + consent + counter + homeAssistant + keys + locator
    }
}
