import Testing

@testable import Fleet

struct PushedSiteTests {
    private static let site = #"""
        {"site":"test","version":3,"timeZone":"Europe/Berlin",
         "floors":[{"id":"ground","outline":[[0,0],[10,0],[10,10],[0,10]]}],
         "zones":[{"id":"hall","floor":"ground","outline":[[0,0],[10,0],[10,10],[0,10]],"kind":"inside"}],
         "sensors":[{"id":"SENSOR","floor":"ground","x":5,"y":5}]}
        """#

    @Test func `a site document that is pushed is the box's site document from then on`() throws {
        var rehearsal = try Rehearsal(storage: "/s")
        let message = Self.message(sensor: "one")
        #expect(rehearsal.receive(message, scope: .site) == ["prepare"])
        guard case .preparing(let candidate) = rehearsal.rollout.phase else { return }
        #expect(candidate.configuration.siteFile == "/s/fleet/\(candidate.document.siteFileName)")
        #expect(candidate.document.site?.version == 3)
    }

    @Test func `one that cannot be is rejected with paths`() throws {
        var rehearsal = try Rehearsal(storage: "/s")
        _ = rehearsal.receive(Self.message(sensor: "other"), scope: .site)
        let other = rehearsal.rollout.report(at: rehearsal.moment.wall).site
        #expect(other.problems.first?.message.contains("have no one") == true, "\(other.problems)")
        _ = rehearsal.receive(Self.message(sensor: "one"))
        #expect(rehearsal.problems.first?.hasPrefix("site: belongs to the whole site") == true)
        _ = rehearsal.receive(Self.message(sensor: "one", timeZone: "7"), scope: .site)
        let wrong = rehearsal.rollout.report(at: rehearsal.moment.wall).site
        #expect(wrong.problems.map(\.path) == ["site.timeZone"])
        var memory = try Rehearsal()
        _ = memory.receive(Self.message(sensor: "one"), scope: .site)
        #expect(memory.rollout.report(at: memory.moment.wall).site.problems.map(\.path) == ["storage.directory"])
    }

    private static func message(sensor: String, timeZone: String = "Europe/Berlin") -> [UInt8] {
        let site = site.replacing("SENSOR", with: sensor).replacing("Europe/Berlin", with: timeZone)
        return Rehearsal.signed(#"{"version":1,"configuration":{},"site":\#(site)}"#)
    }
}
