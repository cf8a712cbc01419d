/// The bytes of an answer, after which the connection ends.
enum ScrapeAnswer {
    /// The measurements; for HEAD without them.
    static func measurements(_ text: [UInt8], withBody: Bool) -> [UInt8] {
        head("200 OK", type: "text/plain; version=0.0.4; charset=utf-8", length: text.count) + (withBody ? text : [])
    }

    /// A refusal, in its own words.
    static func refusal(_ refusal: ScrapeRequest.Refusal) -> [UInt8] {
        let body = Array("\(refusal.rawValue)\n".utf8)
        return head(refusal.rawValue, type: "text/plain; charset=utf-8", length: body.count) + body
    }

    private static func head(_ status: String, type: StaticString, length: Int) -> [UInt8] {
        Array(
            ("HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\nContent-Length: \(length)\r\n"
                + "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n").utf8)
    }
}
