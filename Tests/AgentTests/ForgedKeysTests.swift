import Fleet
import Foundation
import Glibc
import Privacy
import Testing
import Timekeeping

/// Who controls the broker, and not the locator's key, against a running agent: each forged announcement of keys is
/// refused by its name, and the agent stays without a key rather than take one.
@Suite(.serialized, .enabled(if: Permission.hasBroker && Permission.hasNetwork, Permission.network))
struct ForgedKeysTests {
    @Test func `forged keys are refused by name, and those of the locator are taken after all`() async throws {
        let laboratory = try await Laboratory()
        let site = try SmallSite(
            laboratory, [SmallSite.Box(name: "west", mayLocate: true), SmallSite.Box(name: "east")])
        let air = try await site.air(1, [SmallSite.Phone(address: 0x0011_2233_4401, nearest: 1)])
        let agent = try site.start(1)
        #expect(await laboratory.sees { $0.topic.hasSuffix("east/alert") && $0.alerts == ["key-missing"] })
        let present = WallTime(seconds: Int64(Date().timeIntervalSince1970))
        let east = try publicKey(of: site.privateKey("sealing.key", of: 1))
        let (west, other) = (try site.privateKey("signing.key", of: 0), try site.privateKey("signing.key", of: 1))
        let stranger = [UInt8](repeating: 7, count: 32)
        let forged: [(KeyRefusal, [UInt8])] = [
            (.malformed, Array("{}".utf8)),
            (.foreign, try announcement(by: stranger, to: east, at: present)),
            (.foreign, try announcement(by: other, to: east, at: present)),
            (.outdated, try announcement(by: west, to: east, at: present - .minutes(60))),
            (.premature, try announcement(by: west, to: east, at: present + .minutes(60))),
            (.notForMe, try announcement(by: west, to: east, sensor: "other", at: present)),
            (.sealedToAnotherKey, try announcement(by: west, to: publicKey(of: stranger), at: present)),
        ]
        for (refusal, payload) in forged {
            try publish(payload, laboratory)
            #expect(await eventually { agent.errors.contains(refusal.rawValue) }, "\(refusal): \(agent.errors)")
        }
        #expect(laboratory.messages("alert").last?.alerts == ["key-missing"])
        let now = WallTime(seconds: Int64(Date().timeIntervalSince1970))
        try publish(try announcement(by: west, to: east, at: now), laboratory)
        #expect(await laboratory.sees { _ in laboratory.messages("alert").last?.alerts == [] }, "\(agent.errors)")
        agent.send(SIGTERM)
        #expect(await agent.waitPatiently() == 0)
        _ = air
    }

    private func announcement(
        by signer: [UInt8], to box: PublicKey, sensor: String = "east", at time: WallTime
    ) throws -> [UInt8] {
        guard let key = LocatorKey(privateKey: signer.span) else { throw CocoaError(.fileReadCorruptFile) }
        var chance = SystemRandomNumberGenerator()
        var authority = KeyAuthority(
            site: "test", epochLength: .minutes(10), signingKey: key, at: time, using: &chance)
        let recipient = KeyRecipient(sensor: sensor, sealingKey: box, holdsPresentKey: false)
        return authority.announcement(to: [recipient], at: time, using: &chance).json
    }

    private func publicKey(of octets: [UInt8]) throws -> PublicKey {
        guard let key = EnrolmentKey(privateKey: octets.span) else { throw CocoaError(.fileReadCorruptFile) }
        return key.publicKey
    }

    private func publish(_ payload: [UInt8], _ laboratory: Laboratory) throws {
        let text = String(decoding: payload, as: UTF8.self)
        let child = try laboratory.start(
            "mosquitto_pub", ["-q", "1", "-t", "footfall/v1/test/site/keys/epoch", "-m", text])
        #expect(child.wait() == 0)
    }
}

extension SmallSite {
    /// The octets of a private key of a box.
    func privateKey(_ name: String, of box: Int) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: laboratory.bench.path("keys-\(boxes[box].name)") + "/" + name)))
    }
}
