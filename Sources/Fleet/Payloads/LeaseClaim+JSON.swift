public import Locating
import Timekeeping

/// `…/site/locator/lease`
extension LeaseClaim {
    /// The claim as it is published.
    public var json: [UInt8] {
        var text = JSONText(capacity: 128)
        text.object { text in
            if let holder { text.member("holder", word: holder) } else { text.null("holder") }
            text.member("boot", boot)
            text.member("bootNanoseconds", Int(boot.nanoseconds))
            text.member("term", term)
        }
        return text.bytes
    }

    /// Reads a claim; `nil` for what is none.
    public init?(json bytes: [UInt8]) {
        guard bytes.count <= 1_024, let document = try? DocumentValue(reading: bytes, as: .json),
            case .object(let members) = document.content
        else { return nil }
        var holder: String?
        var (boot, term): (Int?, Int?) = (nil, nil)
        for member in members {
            switch (member.key, member.value.content) {
            case ("holder", .string(let text)): holder = text
            case ("bootNanoseconds", .integer(let value)): boot = value
            case ("term", .integer(let value)): term = value
            default: break
            }
        }
        guard let boot, let term, term >= 0, term <= 1 << 53 else { return nil }
        self.init(holder: holder, boot: WallTime(nanoseconds: Int64(boot)), term: term)
    }
}
