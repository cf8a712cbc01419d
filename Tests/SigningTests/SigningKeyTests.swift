import Testing

@testable import Signing

struct SigningKeyTests {
    /// Source: RFC 8032 §7.1, tests 1, 2 and 3; RFC 8037 Appendix A.1 has the key of the first one.
    @Test(arguments: [
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        ),
        (
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        ),
        (
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
        ),
    ])
    func `the vectors of the standard`(seed: String, publicKey: String, message: String, signature: String) throws {
        let key = try #require(SigningKey(seed: bytes(seed)))
        #expect(key.publicKey.bytes == bytes(publicKey))
        #expect(key.signature(over: bytes(message)) == bytes(signature))
        #expect(key.publicKey.isValid(bytes(signature), over: bytes(message)))
    }

    @Test func `a changed message, a changed signature and another key are noticed, bit by bit`() throws {
        let key = try #require(SigningKey(seed: [UInt8](repeating: 7, count: 32)))
        let message = Array("version 12".utf8)
        let signature = key.signature(over: message)
        for bit in 0..<signature.count * 8 {
            var changed = signature
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(!key.publicKey.isValid(changed, over: message))
        }
        for index in message.indices {
            var changed = message
            changed[index] ^= 1
            #expect(!key.publicKey.isValid(signature, over: changed))
        }
        let other = try #require(SigningKey(seed: [UInt8](repeating: 8, count: 32)))
        #expect(!other.publicKey.isValid(signature, over: message))
        #expect(!key.publicKey.isValid([], over: message))
        #expect(!key.publicKey.isValid(Array(signature.dropLast()), over: message))
    }

    @Test func `new keys differ, and are read back from their text`() {
        var generator = SystemRandomNumberGenerator()
        let (one, two) = (SigningKey(using: &generator), SigningKey(using: &generator))
        #expect(one != two)
        #expect(VerificationKey(text: one.publicKey.text) == one.publicKey)
        #expect(one.publicKey.text.utf8.count == 43)
    }

    @Test func `a key of another length is none`() {
        #expect(SigningKey(seed: []) == nil)
        #expect(SigningKey(seed: [UInt8](repeating: 0, count: 33)) == nil)
        #expect(VerificationKey(text: "c2hvcnQ") == nil)
    }

    /// Source: FIPS 180-4, examples: "abc".
    @Test func `the digest of the standard's example`() {
        #expect(
            SHA256Digest(of: Array("abc".utf8)).hexadecimal
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    private func bytes(_ hexadecimal: String) -> [UInt8] {
        let digits = Array(hexadecimal)
        return stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0...$0 + 1]), radix: 16) }
    }
}
