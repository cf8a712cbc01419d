import Foundation
import Testing

@testable import Signing

struct Base64URLTests {
    /// Source: RFC 7515 Appendix C; RFC 4648 §10, without padding.
    @Test(
        arguments: [
            ([3, 236, 255, 224, 193], "A-z_4ME"), ([], ""), (Array("f".utf8), "Zg"), (Array("fo".utf8), "Zm8"),
            (Array("foo".utf8), "Zm9v"), (Array("foobar".utf8), "Zm9vYmFy"),
        ] as [([UInt8], String)])
    func `the vectors of the standards go both ways`(bytes: [UInt8], text: String) {
        #expect(Base64URL.text(bytes) == text)
        #expect(Base64URL.bytes(text) == bytes)
    }

    @Test func `it agrees with Foundation on bytes of every length`() {
        for count in 0..<100 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37 + count) }
            let other = Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
                .replacing("=", with: "")
            #expect(Base64URL.text(bytes) == other)
            #expect(Base64URL.bytes(other) == bytes)
        }
    }

    @Test(arguments: ["Zg==", "Zm9v\n", "Z", "Zm9vY", "Zm+v", "Zm/v", "Zh", "Zm9", "Zm 9", "Zé"])
    func `a text that only looks like it is refused`(text: String) { #expect(Base64URL.bytes(text) == nil) }
}
