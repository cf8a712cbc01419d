import Foundation
import Testing
import Uplink

@testable import Fleet

struct ReferencePageTests {
    static let page = String(decoding: Contract.reference.text, as: UTF8.self)

    @Test func `each topic has a section with its delivery, and the sample that its schema has`() throws {
        for message in ContractMessage.all {
            let section = try #require(Self.section(message.name), "\(message.name)")
            #expect(Self.plain(section).contains(message.address))
            #expect(section.contains(">QoS \(message.quality.rawValue)<"))
            #expect(section.contains(message.isRetained ? ">retained<" : ">not retained<"))
            let sample = try #require(section.firstMatch(of: /<pre[^>]*><code>((?s).*)<\/code><\/pre>/)?.1)
            let read = try DocumentValue(reading: Array(Self.plain(String(sample)).utf8), as: .json)
            #expect(read == message.example)
        }
    }

    @Test func `each member of each published schema is on the page with what it means`() throws {
        var memberCount = 0
        for document in Contract.schemas where document.name != "visit" {
            let schema = try JSONSerialization.jsonObject(with: Data(document.text)) as? [String: Any]
            let section = Self.plain(try #require(Self.section(document.name), "\(document.name)"))
            let members = Self.members(of: try #require(schema))
            memberCount += members.count
            for member in members where !member.isEmpty {
                #expect(section.contains(member), "\(document.name): \(member)")
            }
        }
        #expect(memberCount > 100)
    }

    @Test func `the page needs nothing else, and runs nothing`() {
        for sign in ["<script", "<link", "<img", "src=", "@import", "url(", "http:", "onclick"] {
            #expect(!Self.page.contains(sign), "\(sign)")
        }
        let links = Self.page.matches(of: /href="([^"]*)"/).map { String($0.1) }
        #expect(
            !links.isEmpty && links.allSatisfy { $0.hasPrefix("#") && Self.page.contains("id=\"\($0.dropFirst())\"") })
    }

    @Test func `each tag is closed in its turn`() {
        var open: [Substring] = []
        for tag in Self.page.matches(of: /<(\/?)([a-z0-9]+)[^>]*>/) where !["meta", "wbr"].contains(tag.2) {
            if tag.1.isEmpty { open.append(tag.2) } else { #expect(open.popLast() == tag.2) }
        }
        #expect(open.isEmpty)
    }

    /// The names of all members with their explanations, as another reader of JSON finds them.
    private static func members(of schema: [String: Any]) -> [String] {
        let own = (schema["properties"] as? [String: [String: Any]] ?? [:]).flatMap { name, member in
            [name, member["description"] as? String ?? ""] + members(of: member)
        }
        let items = (schema["items"] as? [String: Any]).map { members(of: $0) } ?? []
        return own + items
    }

    private static func section(_ name: String) -> String? {
        let parts = page.split(separator: "<section id=\"")
        return parts.first { $0.hasPrefix("\(name)\"") }.map(String.init)
    }

    /// Mark-up taken away, characters put back.
    private static func plain(_ html: String) -> String {
        html.replacing(/<[^>]*>/, with: "").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
            .replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
    }
}
