import Fleet
import Signing
import Testing

@testable import Dashboard

struct SitePlanTests {
    @Test func `a pushed plan is drawn once the locator says that it is in force, and no other`() throws {
        let payload = Array(#"{"version":4,"configuration":{},"site":\#(Self.site)}"#.utf8)
        let key = try #require(SigningKey(seed: [UInt8](repeating: 7, count: 32)))
        for message in [payload, SignedMessage(payload, by: key).text] {
            var plan = SitePlan(given: nil)
            let isOther = [
                plan.desired(message),
                plan.inForce(hash: SHA256Digest(of: [1]).hexadecimal),
                plan.inForce(hash: SHA256Digest(of: payload).hexadecimal),
            ]
            #expect(isOther == [false, false, true])
            #expect(plan.document?.zones.map(\.id) == ["hall"])
        }
    }

    @Test func `without a push the plan is the one that was given`() throws {
        let given = try SiteDocument(reading: Array(Self.site.utf8), as: .json)
        var plan = SitePlan(given: given)
        let isOther = plan.inForce(hash: nil)
        #expect(!isOther)
        #expect(plan.document == given)
    }

    private static let site = """
        {"site":"shop","version":1,"timeZone":"UTC","floors":[{"id":"g","outline":[[0,0],[9,0],[9,9],[0,9]]}],
         "zones":[{"id":"hall","floor":"g","outline":[[0,0],[9,0],[9,9],[0,9]]}],
         "sensors":[{"id":"one","floor":"g","x":1,"y":1,"roles":["sensor","locator"]}]}
        """
}
