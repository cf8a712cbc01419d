import Foundation
import Privacy
import Testing
import Timekeeping

@testable import Fleet

struct ConsentMessageTests {
    @Test func `a grant is read, with and without a segment`() throws {
        let grant = try ConsentMessage.grant(message())
        #expect(
            grant.consent
                == Consent(
                    reference: "6f9c-1", scopes: [.presence, .offers], segment: "18-34",
                    expiresAt: WallTime(seconds: 1_772_438_400)))
        let plain = try ConsentMessage.grant(message(segment: nil))
        #expect(plain.consent.segment == nil)
    }

    @Test(arguments: [
        ("consent", "" as String?), ("consent", "with blank"), ("consent", nil),
        // An address as reference, or in one, would go to every integrator.
        ("consent", "3c:22:fb:12:34:56"), ("consent", "user_3C22FB123456"), ("consent", "x/3c-22-fb-12-34-56/y"),
        ("expiresAt", "tomorrow"), ("expiresAt", nil), ("evidence", nil), ("evidence", ""), ("address", nil),
        ("segment", "3c22fb123456"), ("segment", "Not an identifier"), ("name", "Ada"),
    ])
    func `what is not of the form is refused`(key: String, value: String?) {
        #expect(throws: ConsentRefusal.malformed) { try ConsentMessage.grant(message(changing: key, to: value)) }
    }

    @Test(arguments: ["ff:ff:ff:ff:ff:ff", "01:00:5e:00:00:01", "3c:22", "hello"])
    func `what is no device's address is refused by another name`(address: String) {
        #expect(throws: ConsentRefusal.badAddress) {
            try ConsentMessage.grant(message(changing: "address", to: address))
        }
    }

    @Test func `references of 128 bits are none that hold an address`() {
        #expect(ConsentMessage.isReference("9b2c1f60-7a35-4f0e-8d11-3c22fb123456a"))
        #expect(ConsentMessage.isReference("9b2c1f607a354f0e8d113c22fb123456"))
        #expect(ConsentMessage.isReference("550e8400-e29b-41d4-a716-446655440000"))
    }

    @Test func `an answer says what became of it, and nothing of the device`() throws {
        let time = WallTime(seconds: 1_772_438_400)
        let granted = try object(ConsentMessage.acknowledgement(of: .grant, reference: "r", at: time))
        #expect(granted["status"] as? String == "granted" && granted["reason"] is NSNull)
        let refused = try object(
            ConsentMessage.acknowledgement(of: .grant, reference: nil, refusal: .tooLong, at: time))
        #expect(refused["status"] as? String == "refused" && refused["reason"] as? String == "too-long")
        #expect(Set(granted.keys) == ["consent", "action", "status", "reason", "at"])
    }

    @Test func `answers go beside what they answer`() {
        #expect(
            Topics.consentAnswer(to: "footfall/v1/shop/consent/app/grant") == "footfall/v1/shop/consent/app/ack")
        #expect(Topics.consentAnswer(to: "footfall/v1/shop/consent//grant") == nil)
        #expect(Topics.consentAnswer(to: "footfall/v1/shop/consent/A B/grant") == nil)
        let filter = Topics.consentFilter(site: "shop", .revoke)
        #expect(Topics.filter(filter, matches: "footfall/v1/shop/consent/app/revoke"))
    }

    private func object(_ json: [UInt8]) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any])
    }

    private func message(
        segment: String? = "18-34", changing key: String? = nil, to value: String? = nil
    ) throws -> [UInt8] {
        var members: [String: Any] = [
            "consent": "6f9c-1", "address": "3c:22:fb:12:34:56", "scopes": ["presence", "offers"],
            "expiresAt": "2026-03-02T08:00:00Z", "evidence": "app 3.1, screen 4, 2026-02-02",
        ]
        members["segment"] = segment
        if let key { members[key] = value }
        return Array(try JSONSerialization.data(withJSONObject: members))
    }
}
