public import Privacy
import Signing
import Timekeeping

/// `…/site/keys/epoch`: what a locator tells the sensors of its site about the keys to come.
extension KeyAnnouncement {
    /// The payload.
    public var json: [UInt8] {
        var text = JSONText(capacity: 256 + copies.count * 320)
        text.object { text in
            text.member("epoch", Int(epoch))
            text.member("epochSeconds", Int(epochLength.seconds))
            text.member("issuedAtMilliseconds", Int(issuedAt.nanoseconds / Interval.milliseconds(1).nanoseconds))
            text.member("chain", word: Base64URL.text(chain.octets))
            text.array("copies", copies) { text, copy in
                text.member("sensor", word: copy.sensor)
                text.member("form", word: copy.form.rawValue)
                text.member("sealed", word: Base64URL.text(copy.sealed))
            }
            text.member("signature", word: Base64URL.text(signature))
        }
        return text.bytes
    }

    /// Reads a payload. Whether it can be trusted is for the ``KeyFollower`` to say.
    ///
    /// - Throws: ``KeyRefusal/malformed``.
    public init(json: [UInt8]) throws(KeyRefusal) {
        guard let document = try? DocumentValue(reading: json, as: .json),
            case .object(let members) = document.content, members.count == 6,
            let epoch = document.integer("epoch"), let seconds = document.integer("epochSeconds"),
            (0...Int64(Self.longestEpochSeconds)).contains(seconds),
            let issuedAt = document.integer("issuedAtMilliseconds"), (0...Self.lastMillisecond).contains(issuedAt),
            let chain = document.octets("chain"), chain.count == 8, let signature = document.octets("signature"),
            case .array(let elements)? = document.value("copies")?.content, elements.count <= Self.mostCopies
        else { throw .malformed }
        var copies: [Copy] = []
        for element in elements {
            guard let sensor = element.text("sensor"), let form = element.text("form").flatMap(Form.init),
                let sealed = element.octets("sealed")
            else { throw .malformed }
            copies.append(Copy(sensor: sensor, form: form, sealed: sealed))
        }
        self.init(
            epoch: epoch, epochLength: .seconds(seconds),
            issuedAt: WallTime(nanoseconds: issuedAt * Interval.milliseconds(1).nanoseconds),
            chain: chain.reduce(0) { $0 << 8 | UInt64($1) }, copies: copies, signature: signature)
    }

    /// More than any site may have: a follower refuses what is not its own.
    private static let longestEpochSeconds = 86_400
    /// The end of ``WallTime``'s years.
    private static let lastMillisecond: Int64 = 9_000_000_000_000
}

extension UInt64 {
    fileprivate var octets: [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: self >> (56 - 8 * UInt64($0))) } }
}

extension DocumentValue {
    /// A member that is a whole number.
    func integer(_ key: String) -> Int64? {
        guard case .integer(let value)? = value(key)?.content else { return nil }
        return Int64(value)
    }

    /// A member that holds octets as base64url.
    fileprivate func octets(_ key: String) -> [UInt8]? { text(key).flatMap(Base64URL.bytes) }
}
