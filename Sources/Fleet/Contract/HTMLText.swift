/// HTML as it is written: text is escaped by itself, mark-up stands in calls. Source: HTML Living Standard §13.1.
struct HTMLText {
    /// The document so far, UTF-8.
    private(set) var bytes: [UInt8] = []

    /// Mark-up, as it is.
    mutating func raw(_ markup: String) { bytes += markup.utf8 }

    /// Words for the reader.
    mutating func text(_ words: String) {
        for byte in words.utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">"): bytes += "&gt;".utf8
            case UInt8(ascii: "\""): bytes += "&quot;".utf8
            default: bytes.append(byte)
            }
        }
    }

    /// An element with words in it.
    mutating func element(_ name: String, class style: String? = nil, _ words: String) {
        element(name, class: style) { $0.text(words) }
    }

    /// An element with more in it.
    mutating func element(_ name: String, class style: String? = nil, id: String? = nil, _ body: (inout Self) -> Void) {
        raw("<\(name)")
        if let style { raw(" class=\"\(style)\"") }
        if let id { raw(" id=\"\(id)\"") }
        raw(">")
        body(&self)
        raw("</\(name)>\n")
    }

    /// Words with line breaks that tell paragraphs apart by an empty line.
    mutating func paragraphs(_ words: String) {
        for paragraph in words.split(separator: "\n\n") { element("p", String(paragraph)) }
    }

    /// A topic: a place to break the line after each slash, parameters set apart.
    mutating func topic(_ address: String) {
        element("code", class: "topic") { code in
            for character in address {
                switch character {
                case "/": code.raw("/<wbr>")
                case "{": code.raw("<i>{")
                case "}": code.raw("}</i>")
                default: code.text(String(character))
                }
            }
        }
    }
}
