/// What a client has said so far, as far as an answer needs it.
///
/// Source: RFC 9112 §3, RFC 9110 §15. One request on each connection; a body is never read.
struct ScrapeRequest: Equatable {
    /// What is to be answered.
    enum Verdict: Equatable {
        /// Nothing yet: the request goes on.
        case incomplete
        /// The measurements, or for HEAD only how long they are.
        case measurements(withBody: Bool)
        /// A refusal.
        case refusal(Refusal)
    }

    /// Why there is nothing, as the status line has it.
    enum Refusal: String {
        case malformed = "400 Bad Request"
        case unknownPath = "404 Not Found"
        case otherMethod = "405 Method Not Allowed"
        case tooLong = "431 Request Header Fields Too Large"
    }

    private var bytes: [UInt8] = []

    /// More of the request has come; what goes beyond the bound is dropped.
    mutating func received(_ more: some Collection<UInt8>) {
        bytes.append(contentsOf: more.prefix(max(0, Self.mostBytes + 1 - bytes.count)))
    }

    var verdict: Verdict {
        guard bytes.count <= Self.mostBytes else { return .refusal(.tooLong) }
        guard isComplete else { return .incomplete }
        let line = bytes.prefix { $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: "\n") }
        let words = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard words.count == 3, words[2].starts(with: "HTTP/1.".utf8) else {
            return .refusal(.malformed)
        }
        let path = words[1].prefix { $0 != UInt8(ascii: "?") }
        guard path.elementsEqual("/metrics".utf8) else { return .refusal(.unknownPath) }
        if words[0].elementsEqual("GET".utf8) { return .measurements(withBody: true) }
        if words[0].elementsEqual("HEAD".utf8) { return .measurements(withBody: false) }
        return .refusal(.otherMethod)
    }

    /// Whether the empty line after the fields has come.
    private var isComplete: Bool {
        var isLineEmpty = false
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\n"):
                if isLineEmpty { return true }
                isLineEmpty = true
            case UInt8(ascii: "\r"): break
            default: isLineEmpty = false
            }
        }
        return false
    }

    private static let mostBytes = 4_096
}
