import Foundation
import FoundationXML
import Testing

/// A picture in SVG as a reader of XML sees it.
final class Picture: NSObject, XMLParserDelegate {
    private(set) var texts: [String] = []
    private(set) var captions: [String] = []
    private(set) var title = ""
    private var words = ""
    private var counts: [String: Int] = [:]
    private var elements: [(name: String, style: String?)] = []

    /// Reads a file; what is not well-formed, or not for everyone, is an issue.
    init(path: String) throws {
        super.init()
        let parser = XMLParser(data: try Data(contentsOf: URL(filePath: path)))
        parser.delegate = self
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
        #expect(!title.isEmpty && !words.isEmpty, "a screen reader has nothing to say")
    }

    override var description: String { words }

    func count(_ element: String) -> Int { counts[element] ?? 0 }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        elements.append((name, attributes["class"]))
        counts[name, default: 0] += 1
        for (key, value) in attributes where value.contains("nan") || value.contains("inf") {
            Issue.record("\(name) has \(key)=\(value)")
        }
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
        switch elements.last?.name {
        case "title": title += text
        case "desc": words += text
        case "text":
            texts.append(text)
            if elements.last?.style == "caption" { captions.append(text) }
        default: break
        }
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        elements.removeLast()
    }
}
