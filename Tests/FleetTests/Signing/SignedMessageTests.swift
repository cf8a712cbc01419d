import Foundation
import Signing
import Testing

@testable import Fleet

struct SignedMessageTests {
    /// Source: RFC 8037 Appendix A.1 and A.2.
    private static let key = #"""
        {"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
         "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
        """#

    private static func signingKey() throws -> SigningKey {
        try #require(OctetKeyPair.privateKey(reading: Array(key.utf8)))
    }

    /// Source: RFC 8037 Appendix A.3: the thumbprint.
    @Test func `the key of the standard has the name of the standard`() throws {
        let key = try Self.signingKey()
        #expect(OctetKeyPair.identifier(of: key.publicKey) == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")
        #expect(key.publicKey.text == "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")
    }

    /// Source: RFC 8037 Appendix A.4 and A.5, there in the compact form.
    @Test func `the signed example of the standard is accepted`() throws {
        let message = #"""
            {"protected":"eyJhbGciOiJFZERTQSJ9","payload":"RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc",
             "signature":"hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"}
            """#
        let document = try DocumentValue(reading: Array(message.utf8), as: .json)
        let read = try SignedMessage(reading: document, signedBy: [Self.signingKey().publicKey])
        #expect(String(decoding: read.payload, as: UTF8.self) == "Example of Ed25519 signing")
    }

    @Test func `what is signed here is read here, by one of several keys`() throws {
        var generator = SystemRandomNumberGenerator()
        let keys = [SigningKey(using: &generator), SigningKey(using: &generator)]
        let message = SignedMessage(Array("{}".utf8), by: keys[1])
        let document = try DocumentValue(reading: message.text, as: .json)
        #expect(try SignedMessage(reading: document, signedBy: keys.map(\.publicKey)) == message)
        #expect(throws: SignatureFault.foreignKey) {
            try SignedMessage(reading: document, signedBy: [keys[0].publicKey])
        }
    }

    @Test func `a private key is written as others read it, and read back`() throws {
        var generator = SystemRandomNumberGenerator()
        let key = SigningKey(using: &generator)
        let text = OctetKeyPair.text(of: key)
        #expect(OctetKeyPair.privateKey(reading: text) == key)
        #expect(OctetKeyPair.publicKey(reading: text) == key.publicKey)
        #expect(OctetKeyPair.publicKey(reading: Array("\(key.publicKey.text)\n".utf8)) == key.publicKey)
        let members = try #require(try JSONSerialization.jsonObject(with: Data(text)) as? [String: String])
        #expect(members["kty"] == "OKP" && members["crv"] == "Ed25519")
        let mixed = String(decoding: text, as: UTF8.self).replacing(
            key.publicKey.text, with: SigningKey(using: &generator).publicKey.text)
        #expect(OctetKeyPair.privateKey(reading: Array(mixed.utf8)) == nil)
    }

    /// Headers and forms that attackers try, and what is said of them.
    @Test(
        arguments: [
            (#"{"alg":"none"}"#, "", "is not signed with EdDSA"),
            (#"{"alg":"HS256"}"#, nil, "is not signed with EdDSA"),
            (#"{"alg":"ES256"}"#, nil, "is not signed with EdDSA"),
            (#"{"typ":"JOSE"}"#, nil, "is not signed with EdDSA"),
            (#"{"alg":"EdDSA","crit":["exp"],"exp":1}"#, nil, "protected has crit"),
            (#"{"alg":"EdDSA","b64":false}"#, nil, "protected has b64"),
            (#"{"alg":"none","alg":"EdDSA"}"#, nil, "has a key twice"),
            (#"["EdDSA"]"#, nil, "protected is no JSON object"),
        ] as [(String, String?, String)])
    func `a header that is not the one is refused`(header: String, signature: String?, reason: String) throws {
        let key = try Self.signingKey()
        let protected = Base64URL.text(Array(header.utf8))
        let payload = Base64URL.text(Array("{}".utf8))
        let signed = Base64URL.text(key.signature(over: Array("\(protected).\(payload)".utf8)))
        let message = #"{"protected":"\#(protected)","payload":"\#(payload)","signature":"\#(signature ?? signed)"}"#
        #expect(try fault(of: message, key).contains(reason))
    }

    @Test(arguments: [
        (#"{"version":1,"configuration":{}}"#, "has no signature"), ("[]", "has no signature"),
        (#"{"payload":"e30","protected":"e30"}"#, "has no signature"),
        (#"{"payload":"e30","signatures":[]}"#, "in the flattened form"),
        (#"{"payload":"e30","signature":"AA"}"#, "protected is missing"),
        (#"{"payload":"e30","protected":"e30","signature":"AA","header":{"alg":"EdDSA"}}"#, "header does not belong"),
        (#"{"payload":"e30=","protected":"e30","signature":"AA"}"#, "payload is not base64url"),
        (#"{"payload":"e30","protected":"e30","signature":"A A"}"#, "signature is not base64url"),
        (#"{"payload":"e30","protected":"e3","signature":"AA"}"#, "protected is no JSON object"),
        (#"{"payload":7,"protected":"e30","signature":"AA"}"#, "has no signature"),
    ])
    func `another form is refused`(message: String, reason: String) throws {
        #expect(try fault(of: message, Self.signingKey()).contains(reason))
    }

    @Test func `no changed byte of a message goes unnoticed`() throws {
        let key = try Self.signingKey()
        let text = SignedMessage(Array(#"{"version":3}"#.utf8), by: key).text
        for index in text.indices {
            var changed = text
            changed[index] ^= 1
            guard let document = try? DocumentValue(reading: changed, as: .json) else { continue }
            #expect(throws: SignatureFault.self) { try SignedMessage(reading: document, signedBy: [key.publicKey]) }
        }
    }

    private func fault(of message: String, _ key: SigningKey) throws -> String {
        let document = try DocumentValue(reading: Array(message.utf8), as: .json)
        do throws(SignatureFault) {
            _ = try SignedMessage(reading: document, signedBy: [key.publicKey])
            return "accepted"
        } catch { return error.description }
    }
}
