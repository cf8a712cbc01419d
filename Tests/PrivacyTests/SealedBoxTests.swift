import GoldenFrames
import Signing
import Testing

@testable import Privacy

struct SealedBoxTests {
    /// RFC 9180 appendix A.2.1, sequence number 0.
    @Test func `the vector of RFC 9180 for this suite is sealed and opened to the octet`() {
        let recipient = key("8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb")
        let ephemeral = key("f4ec9b33b792c372c1d2c2063507b684ef925b8c75a42dbcbf57d63ccd381600")
        #expect(
            recipient.publicOctets == hex("4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a"))
        let text = hex("4265617574792069732074727574682c20747275746820626561757479")
        let information = hex("4f6465206f6e2061204772656369616e2055726e")
        let expected = hex(
            "1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a"
                + "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28")
        let sealed = SealedBox.seal(
            LockedMemory(copying: text.span), to: recipient.publicOctets, information: information,
            additional: hex("436f756e742d30"), ephemeral: ephemeral)
        #expect(sealed == expected)
        let opened = SealedBox.open(
            expected, by: recipient, information: information, additional: hex("436f756e742d30"))
        #expect(octets(opened) == text)
    }

    /// RFC 7748 §6.1: Bob's private key, Alice's public one.
    @Test func `the vector of RFC 7748 gives the secret, and a weak key none`() {
        let bob = key("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb")
        #expect(bob.publicOctets == hex("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"))
        let alice = hex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a")
        #expect(
            octets(bob.sharedSecret(with: alice))
                == hex("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742"))
        #expect(octets(bob.sharedSecret(with: [UInt8](repeating: 0, count: 32))) == nil)
        #expect(octets(bob.sharedSecret(with: [1, 2, 3])) == nil)
    }

    @Test func `no single changed octet, no other key and no other purpose opens it`() {
        var generator = SplitMix(5)
        let recipient = CurveKey.random(.agreement, using: &generator)
        let text = [UInt8](0..<80)
        let sealed =
            SealedBox.seal(
                LockedMemory(copying: text.span), to: recipient.publicOctets, information: [1],
                ephemeral: .random(.agreement, using: &generator)) ?? []
        #expect(octets(SealedBox.open(sealed, by: recipient, information: [1])) == text)
        #expect(octets(SealedBox.open(sealed, by: recipient, information: [2])) == nil)
        #expect(octets(SealedBox.open(sealed, by: .random(.agreement, using: &generator), information: [1])) == nil)
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 0x40
            #expect(octets(SealedBox.open(changed, by: recipient, information: [1])) == nil)
        }
        for count in 0..<sealed.count {
            #expect(octets(SealedBox.open(Array(sealed.prefix(count)), by: recipient, information: [1])) == nil)
        }
    }

    /// RFC 8032 §7.1, tests 1 and 2.
    @Test func `signatures are those of RFC 8032`() {
        let vectors = [
            (
                "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
                    + "d25bf5f0595bbe24655141438e7a100b"
            ),
            (
                "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
                "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
                    + "387b2eaeb4302aeeb00d291612bb0c00"
            ),
        ]
        for (privateKey, publicKey, message, signature) in vectors {
            let key = CurveKey(.signature, privateKey: LockedMemory(copying: hex(privateKey).span))
            let made = key.signature(of: hex(message))
            let owner = PublicKey(octets: key.publicOctets)
            #expect(made == hex(signature))
            #expect(owner == PublicKey(octets: hex(publicKey)))
            #expect(owner.verifies(signature: hex(signature), of: hex(message)))
            #expect(!owner.verifies(signature: hex(signature), of: hex(message) + [0]))
            #expect(!owner.verifies(signature: [], of: hex(message)))
        }
    }

    /// RFC 4648 §10 with the alphabet of §5; python3 base64.urlsafe_b64encode for the last.
    @Test func `public keys are written as base64url`() {
        #expect(PublicKey(base64URL: Base64URL.text([UInt8](repeating: 7, count: 31))) == nil)
        let key = PublicKey(octets: [UInt8](0..<32))
        #expect(PublicKey(base64URL: key.base64URL) == key && key.base64URL.utf8.count == 43)
    }

    private func key(_ digits: String) -> CurveKey {
        CurveKey(.agreement, privateKey: LockedMemory(copying: hex(digits).span))
    }

    private func octets(_ memory: borrowing LockedMemory?) -> [UInt8]? {
        switch memory {
        case .some(let memory): memory.octets(0..<memory.byteCount)
        case nil: nil
        }
    }
}
