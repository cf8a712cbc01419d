import Testing

@testable import Fleet

struct BrokerURLTests {
    @Test(arguments: [
        ("mqtt://127.0.0.1:1883", false, true), ("mqtt://127.255.0.9", false, true), ("mqtt://localhost", false, true),
        ("mqtt://LOCALHOST:1", false, true), ("mqtt://[::1]:65535", false, true),
        ("mqtts://[2001:db8::7]", true, false),
        ("mqtts://broker.example.org:8883", true, false), ("mqtt://128.0.0.1", false, false),
        ("mqtt://localhost.example.org", false, false), ("mqtt://127.example.org", false, false),
    ])
    func `a broker's address says whether it is encrypted and on this machine`(
        text: String, isEncrypted: Bool, isLoopback: Bool
    ) throws {
        let url = try BrokerURL(text)
        #expect(url.isEncrypted == isEncrypted)
        #expect(url.isLoopback == isLoopback)
    }

    @Test(arguments: [
        "", "broker", "tcp://h", "http://h", "mqtt:/h", "mqtt://", "mqtt://:1883", "mqtt://h:", "mqtt://h:0",
        "mqtt://h:65536", "mqtt://h:1x", "mqtt://h:+1", "mqtt://h:1/", "mqtt://h/", "mqtt://h?q", "mqtt://h#f",
        "mqtt://u:p@h", "mqtt://u@h:1", "mqtt://a b", "mqtt://h:1\n", "mqtt://127.0.0.256", "mqtt://127.1",
        "mqtt://1.2.3.4.5", "mqtt://[::1", "mqtt://::1", "mqtt://[::1]x", "mqtt://[]", "mqtt://[1:2]",
        "mqtt://[1::2::3]", "mqtt://[g::1]", "mqtt://[1:2:3:4:5:6:7:8:9]", "mqtt://[:1:2:3:4:5:6:7]", "mqtt://é",
    ])
    func `what is no address of a broker is refused`(text: String) {
        #expect(throws: FieldFault.self) { try BrokerURL(text) }
    }
}
