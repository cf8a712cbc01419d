import Foundation
import Testing
import Uplink

@testable import Fleet

struct ContractTests {
    static let documents = [Contract.asyncAPI] + Contract.schemas

    @Test func `the shipped documents are what the program prints (renew: footfall contract --write deploy/contract)`()
        throws
    {
        for document in Self.documents {
            let shipped = try Data(contentsOf: Repository.contract.appending(path: document.path))
            #expect(shipped == Data(document.text), "\(document.path)")
        }
        let files = FileManager.default.enumerator(at: Repository.contract, includingPropertiesForKeys: nil)
        let names = (files?.allObjects as? [URL] ?? []).map(\.lastPathComponent).filter { $0.hasSuffix(".json") }
        #expect(Set(names) == Set(Self.documents.map { URL(filePath: $0.path).lastPathComponent }))
    }

    @Test func `every document is JSON to another reader, and says the same to ours`() throws {
        for document in Self.documents {
            _ = try #require(try JSONSerialization.jsonObject(with: Data(document.text)) as? [String: Any])
            let read = try DocumentValue(reading: document.text, as: .json)
            #expect(try DocumentValue(reading: read.json(), as: .json) == read)
        }
    }

    /// Source: the table of topics in the contract; a line is address, quality of service, retention.
    @Test func `topics, quality of service and retention are those of the table`() {
        let table = ContractMessage.all.map { "\($0.address) \($0.quality.rawValue) \($0.isRetained)" }
        #expect(
            table == [
                "footfall/v1/{site}/sensor/{sensor}/status 1 true",
                "footfall/v1/{site}/sensor/{sensor}/info 1 true",
                "footfall/v1/{site}/sensor/{sensor}/health 0 false",
                "footfall/v1/{site}/sensor/{sensor}/alert 1 true",
                "footfall/v1/{site}/sensor/{sensor}/reported 1 true",
                "footfall/v1/{site}/site/configuration/reported 1 true",
                "footfall/v1/{site}/sensor/{sensor}/response 1 false",
                "footfall/v1/{site}/sensor/{sensor}/desired 1 true",
                "footfall/v1/{site}/site/configuration/desired 1 true",
                "footfall/v1/{site}/sensor/{sensor}/command 1 false",
                "footfall/v1/{site}/zone/{zone}/occupancy 1 true",
                "footfall/v1/{site}/zone/{zone}/footfall 1 true",
                "footfall/v1/{site}/site/flow/hour 1 true",
                "footfall/v1/{site}/event/visit/started 1 false",
                "footfall/v1/{site}/event/visit/moved 1 false",
                "footfall/v1/{site}/event/visit/idle 1 false",
                "footfall/v1/{site}/event/visit/resumed 1 false",
                "footfall/v1/{site}/event/visit/ended 1 false",
                "footfall/v1/{site}/event/zone/level 1 false",
                "footfall/v1/{site}/event/offer/eligible 1 false",
                "footfall/v1/{site}/consent/{scope}/grant 1 false",
                "footfall/v1/{site}/consent/{scope}/revoke 1 false",
                "footfall/v1/{site}/consent/{scope}/ack 1 false",
                "footfall/v1/{site}/counter/{counter}/reading 1 false",
                "homeassistant/device/footfall-{site}/config 1 true",
                "footfall/v1/{site}/site/keys/epoch 1 true",
                "footfall/v1/{site}/sensor/{sensor}/sightings 1 false",
                "footfall/v1/{site}/site/locator/lease 1 true",
                "footfall/v1/{site}/site/calibration/reported 1 true",
                "footfall/v1/{site}/site/locator/visits 1 false",
            ])
    }

    @Test func `objects are closed, and every member is explained`() {
        for message in ContractMessage.all { expectStrict(message.schema.document, message.name) }
        expectStrict(Configuration.documentSchema.document, "configuration")
    }

    @Test func `every key of the configuration is in its schema, with a rule`() throws {
        let schema = Configuration.documentSchema.document
        for key in Configuration.keys {
            var place = schema
            for step in key.split(separator: ".") {
                place = try #require(place["properties"]?[String(step)], "\(key)")
            }
            let hasRule = ["type", "oneOf", "anyOf", "enum"].contains { place[$0] != nil }
            #expect(hasRule, "\(key) has no schema: its FieldRule wants one")
        }
    }

    private func expectStrict(_ schema: DocumentValue, _ path: String) {
        guard let properties = schema["properties"], case .object(let members) = properties.content else { return }
        // What counters of all makes publish may hold more than the agent reads.
        let isOpen = path == "counter-reading"
        #expect(schema["additionalProperties"] == DocumentValue(.boolean(isOpen)), "\(path) is open or closed")
        for member in members {
            let here = "\(path).\(member.key)"
            // The sections of the configuration explain themselves by their keys.
            let isSection = path.hasPrefix("configuration") && member.value["properties"] != nil
            #expect(member.value["description"] != nil || isSection, "\(here) is not explained")
            expectStrict(member.value, here)
            if let items = member.value["items"] { expectStrict(items, "\(here)[]") }
        }
    }
}

extension DocumentValue {
    subscript(key: String) -> DocumentValue? {
        guard case .object(let members) = content else { return nil }
        return members.first { $0.key == key }?.value
    }
}
