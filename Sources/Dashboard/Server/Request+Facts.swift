import HTTPTypes
import Hummingbird
import HummingbirdCore
import Signing

extension Request {
    /// The token of the session that the browser believes to be in.
    var session: String? {
        for pair in (headers[.cookie] ?? "").split(separator: ";") {
            let parts = pair.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
            if parts.count == 2, parts[0] == Self.cookie { return String(parts[1]) }
        }
        return nil
    }

    /// The password in the header of a program. Source: RFC 7617 §2.
    var basicPassword: [UInt8]? {
        guard let header = headers[.authorization], header.lowercased().hasPrefix("basic "), header.utf8.count < 1_024
        else { return nil }
        let text = header.dropFirst(6).replacing("+", with: "-").replacing("/", with: "_").prefix { $0 != "=" }
        guard let bytes = Base64URL.bytes(String(text)), let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else {
            return nil
        }
        return Array(bytes[(colon + 1)...])
    }

    static let cookie = "footfall-session"
}

extension RequestGate.Facts {
    /// What a request says of where it comes from.
    init(_ request: Request) {
        isPost = request.method != .get && request.method != .head
        host = request.head.authority
        origin = request.headers[.origin]
        site = HTTPField.Name("Sec-Fetch-Site").flatMap { request.headers[$0] }
        contentType = request.headers[.contentType]
    }
}

/// A field of a form. Source: URL Living Standard §5.1, application/x-www-form-urlencoded.
enum FormField {
    /// The field of this name, decoded; `nil` when it is missing.
    static func value(_ name: String, in form: [UInt8]) -> [UInt8]? {
        for pair in form.split(separator: UInt8(ascii: "&")) where pair.starts(with: Array("\(name)=".utf8)) {
            return decoded(Array(pair.dropFirst(name.utf8.count + 1)))
        }
        return nil
    }

    private static func decoded(_ text: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        var place = 0
        while place < text.count {
            let digits = String(decoding: text[min(place + 1, text.count)..<min(place + 3, text.count)], as: UTF8.self)
            if text[place] == UInt8(ascii: "%"), digits.utf8.count == 2, let value = UInt8(digits, radix: 16) {
                bytes.append(value)
                place += 3
            } else {
                bytes.append(text[place] == UInt8(ascii: "+") ? 0x20 : text[place])
                place += 1
            }
        }
        return bytes
    }
}
