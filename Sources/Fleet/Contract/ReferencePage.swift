import Uplink

/// The contract for people who integrate: one page of HTML that needs nothing else, made of the same declarations as
/// the AsyncAPI document.
struct ReferencePage {
    let messages: [ContractMessage]
    /// What travels inside messages, or is read from files: a name and a published schema each.
    let documents: [(name: String, schema: Schema)]

    /// The page, UTF-8.
    var html: [UInt8] {
        var page = HTMLText()
        page.raw(Self.head)
        page.element("header") { header in
            header.element("h1", "Footfall over MQTT")
            header.paragraphs(AsyncAPIDocument.introduction)
            header.raw(Self.advice)
        }
        page.element("main") { main in
            overview(&main)
            for message in messages { section(message, &main) }
            for document in documents { section(document.name, document.schema.document, &main) }
        }
        page.raw("</body>\n</html>\n")
        return page.bytes
    }

    private func overview(_ page: inout HTMLText) {
        page.element("h2", "Topics")
        page.raw(
            "<table class=\"topics\">\n<thead><tr><th>Topic</th><th>What</th><th>Delivery</th></tr></thead>\n<tbody>\n")
        for message in messages {
            page.element("tr") { row in
                row.element("td") { $0.topic(message.address) }
                row.element("td") { cell in
                    cell.raw("<a href=\"#\(message.name)\">")
                    cell.text(message.title)
                    cell.raw("</a>")
                }
                row.element("td") { Self.badges(message, &$0) }
            }
        }
        page.raw("</tbody>\n</table>\n")
    }

    private func section(_ message: ContractMessage, _ page: inout HTMLText) {
        page.element("section", id: message.name) { section in
            section.element("h2", message.title)
            section.element("p") { $0.topic(message.address) }
            section.element("p") { Self.badges(message, &$0) }
            section.paragraphs(message.description)
            Self.fields(message.shape.document, &section)
            Self.sample(message.example, &section)
        }
    }

    private func section(_ name: String, _ schema: DocumentValue, _ page: inout HTMLText) {
        page.element("section", id: name) { section in
            section.element("h2", schema.text("title") ?? name)
            section.paragraphs(schema.text("description") ?? "")
            Self.fields(schema, &section)
            if let example = schema.elements("examples").first { Self.sample(example, &section) }
        }
    }

    private static func badges(_ message: ContractMessage, _ page: inout HTMLText) {
        let retention = message.isRetained ? "retained" : "not retained"
        for badge in [message.direction.rawValue, "QoS \(message.quality.rawValue)", retention] {
            page.element("span", class: "badge", badge)
        }
    }

    private static func fields(_ schema: DocumentValue, _ page: inout HTMLText) {
        page.raw(
            "<table class=\"fields\">\n<thead><tr><th>Member</th><th>Type</th><th>Unit</th><th>Meaning</th></tr></thead>\n"
        )
        page.raw("<tbody>\n")
        for field in SchemaField.all(of: schema) {
            page.element("tr") { row in
                row.raw("<td style=\"--depth:\(field.path.count - 1)\">")
                row.element("code") { code in
                    code.raw("<span class=\"outer\">")
                    for name in field.path.dropLast() { code.text("\(name).") }
                    code.raw("</span><wbr>")
                    code.text(field.path.last ?? "")
                }
                if !field.isRequired { row.element("span", class: "optional", "optional") }
                row.raw("</td>")
                row.element("td", field.type)
                row.element("td", class: field.unit == nil ? "none" : nil, field.unit ?? "")
                row.element("td", field.meaning)
            }
        }
        page.raw("</tbody>\n</table>\n")
    }

    private static func sample(_ example: DocumentValue, _ page: inout HTMLText) {
        page.raw("<details open><summary>A sample</summary>\n<pre tabindex=\"0\"><code>")
        page.text(String(decoding: example.indentedJSON(), as: UTF8.self))
        page.raw("</code></pre>\n</details>\n")
    }
}
