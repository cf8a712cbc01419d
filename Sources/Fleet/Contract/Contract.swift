/// The outside contract in machine-readable form: an AsyncAPI document, and a JSON Schema for each payload.
///
/// All of it is made from the code that publishes and reads; deploy/contract/ holds the same, for who has no agent.
public enum Contract {
    /// A document of the contract.
    public struct Document: Sendable {
        /// What it is called: `asyncapi`, `zone-occupancy`, …
        public let name: String
        /// What it is about, for a list.
        public let title: String
        /// Where it is in deploy/contract/.
        public let path: String
        /// Its text: JSON, UTF-8, indented.
        public let text: [UInt8]
    }

    /// The AsyncAPI 3.0 document of all topics.
    public static var asyncAPI: Document {
        Document(
            name: "asyncapi", title: "All topics (AsyncAPI 3.0)", path: "asyncapi.json",
            text: AsyncAPIDocument(messages: ContractMessage.all).document.indentedJSON())
    }

    /// The JSON Schemas (2020-12) of all payloads, of the configuration and of the site document.
    public static var schemas: [Document] {
        let messages = ContractMessage.all.map { schema($0.name, $0.title, $0.schema) }
        return messages + [
            schema("visit", "Data of visit events", visitSchema),
            schema("desired-payload", "Signed part of a desired configuration", desiredSchema),
            schema("command-payload", "Signed part of a command", commandSchema),
            schema("configuration", "Configuration", configurationSchema),
            schema("site", "Site document", siteSchema),
        ]
    }

    /// What the reference explains besides the messages.
    private static var explained: [(name: String, schema: Schema)] {
        [
            ("desired-payload", desiredSchema), ("command-payload", commandSchema),
            ("configuration", configurationSchema), ("site", siteSchema),
        ]
    }

    /// The reference for people: one page of HTML that needs nothing else.
    public static var reference: Document {
        let page = ReferencePage(messages: ContractMessage.all, documents: explained)
        return Document(name: "reference", title: "Reference for integrators", path: "reference.html", text: page.html)
    }

    private static func schema(_ name: String, _ title: String, _ schema: Schema) -> Document {
        Document(
            name: name, title: title, path: "schemas/\(name).schema.json", text: schema.document.indentedJSON())
    }

    private static var visitSchema: Schema {
        ContractMessage.visitData.published(
            as: "visit", title: "Data of visit events",
            "What the data of each visit event holds: the schema that dataschema names.", example: visitExample)
    }

    private static var visitExample: DocumentValue {
        guard
            case .object(let members)? = ContractMessage.visits.last(where: { $0.name == "visit-ended" })?.example
                .content,
            let data = members.first(where: { $0.key == "data" })
        else { preconditionFailure("an event has data") }
        return data.value
    }

    private static var configurationSchema: Schema {
        Configuration.documentSchema.published(
            as: "configuration", title: "Configuration of a sensor",
            """
            What footfall check reads, as YAML or JSON. It says what each key may be; footfall check also finds keys that \
            contradict each other. The defaults are those of presence.preset retail; deploy/footfall.reference.yaml \
            explains each key.
            """, example: configurationExample)
    }

    private static var configurationExample: DocumentValue {
        Configuration(site: "shop-12", sensor: "entrance", interface: "wlan0mon").effectiveDocument()
    }
}
