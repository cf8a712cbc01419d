import Glibc
import Testing

/// `footfall listen` at a real broker.
@Suite(.enabled(if: Permission.hasBroker && Permission.hasNetwork, Permission.network))
struct ListenTests {
    @Test func `levels and offers are lines of their own, and what is not understood is shown as it is`() async throws {
        let laboratory = try await Laboratory()
        for (topic, payload) in [
            (
                "event/zone/level",
                #"{"time":"2026-11-22T15:36:00Z","data":{"zone":"hall","level":"busy","previousLevel":"normal"}}"#
            ),
            (
                "event/offer/eligible",
                #"{"time": "2026-11-22T15:36:07Z", "data": {"offer": "coffee", "consent": "ref-1", "zone": "hall", "#
                    + #""dwellSeconds": 61}}"#
            ),
            ("event/visit/started", "no JSON"),
        ] {
            let words = ["-r", "-q", "1", "-t", "footfall/v1/shop/\(topic)", "-m", payload]
            try #require(await laboratory.start("mosquitto_pub", words).waitPatiently() == 0)
        }
        let listener = try laboratory.start(
            try Workbench.program("footfall"), ["listen", "--broker", "mqtt://127.0.0.1", "--topic", "event"])
        for line in [
            "15:36:00 zone hall is busy, was normal\n", "15:36:07 offer coffee for consent ref-1 in hall, dwell 61 s\n",
            "footfall/v1/shop/event/visit/started no JSON\n",
        ] {
            #expect(await eventually { listener.output.contains(line) }, "\(listener.output) \(listener.errors)")
        }
        listener.send(SIGTERM)
        #expect(await listener.waitPatiently() == 0)
    }
}
