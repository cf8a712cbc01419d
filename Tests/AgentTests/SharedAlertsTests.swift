import Fleet
import Testing

@testable import Agent

struct SharedAlertsTests {
    @Test func `an alert of two radios stands until both are well again, and names those that are not`() {
        var alerts = SharedAlerts()
        #expect(alerts.raise(.radioMissing, "a is gone", by: 0) == .raised(.radioMissing, "a is gone"))
        #expect(alerts.raise(.radioMissing, "b is gone", by: 1) == .raised(.radioMissing, "a is gone; b is gone"))
        #expect(alerts.raise(.radioDeaf, "c is deaf", by: 2) == .raised(.radioDeaf, "c is deaf"))
        #expect(alerts.clear(.radioMissing, by: 0) == .raised(.radioMissing, "b is gone"))
        #expect(alerts.clear(.radioMissing, by: 1) == .cleared(.radioMissing))
        #expect(alerts.clear(.radioDeaf, by: 2) == .cleared(.radioDeaf))
    }

    @Test func `what was not raised is not cleared`() {
        var alerts = SharedAlerts()
        #expect(alerts.clear(.radioMissing, by: 0) == nil)
        _ = alerts.raise(.radioMissing, "a is gone", by: 0)
        #expect(alerts.clear(.radioMissing, by: 1) == nil)
    }
}
