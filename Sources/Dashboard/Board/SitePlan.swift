import Fleet
import Signing

/// Where floors, zones and sensors are.
///
/// The contract's retained messages tell it when a fleet manager pushed a site document: the document is taken when its
/// hash is that of which the site's locator reports that it is in force. The locator has checked the signature; a
/// dashboard needs no key. A site whose boxes have their document as a file tells nobody: then it is given on the
/// command line.
struct SitePlan: Equatable, Sendable {
    private let given: SiteDocument?
    private var pushed: (document: SiteDocument, hash: String)?
    private var hashInForce: String?

    init(given: SiteDocument?) { self.given = given }

    /// The plan to draw.
    var document: SiteDocument? {
        if let pushed, pushed.hash == hashInForce { return pushed.document }
        return given
    }

    /// As JSON: the site document, or `null`.
    var json: [UInt8] { document.map { $0.effectiveDocument().json() } ?? Array("null".utf8) }

    /// A fleet manager wants this of the site, signed or not. Answers whether the plan is another now.
    mutating func desired(_ message: [UInt8]?) -> Bool {
        let before = document
        pushed = message.flatMap(Self.site)
        return document != before
    }

    /// The site's locator told what is in force. Answers whether the plan is another now.
    mutating func inForce(hash: String?) -> Bool {
        let before = document
        hashInForce = hash
        return document != before
    }

    private static func site(in message: [UInt8]) -> (SiteDocument, String)? {
        let signed = (try? DocumentValue(reading: message, as: .json))?.text("payload")
        guard let payload = signed.map({ Base64URL.bytes($0) }) ?? message,
            let desired = try? DocumentValue(reading: payload, as: .json),
            let value = desired.value("site"), let site = try? SiteDocument(value)
        else { return nil }
        return (site, SHA256Digest(of: payload).hexadecimal)
    }

    static func == (left: Self, right: Self) -> Bool {
        left.document == right.document && left.hashInForce == right.hashInForce
    }
}
