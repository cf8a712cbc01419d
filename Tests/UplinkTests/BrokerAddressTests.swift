import Testing
import Uplink

struct BrokerAddressTests {
    @Test(arguments: [
        ("mqtt://broker.shop.example", "broker.shop.example", UInt16(1883), false),
        ("mqtts://broker.shop.example", "broker.shop.example", 8883, true),
        ("MQTT://127.0.0.1:11883/", "127.0.0.1", 11883, false),
        ("mqtt://[::1]", "::1", 1883, false),
        ("mqtts://[fe80::1%eth0]:8884", "fe80::1%eth0", 8884, true),
        ("mqtt://localhost:65535", "localhost", 65535, false),
    ])
    func `an address is read with its default port`(url: String, host: String, port: UInt16, isSecure: Bool) throws {
        let address = try BrokerAddress(url: url)
        #expect(address == BrokerAddress(host: host, port: port, isSecure: isSecure))
        #expect(try BrokerAddress(url: address.description) == address)
    }

    @Test(arguments: [
        ("http://broker", BrokerAddressError.unknownScheme), ("broker:1883", .unknownScheme), ("", .unknownScheme),
        ("mqtt://user:secret@broker", .holdsCredentials), ("mqtt://broker/topic", .holdsPath),
        ("mqtt://broker:1883?x=1", .holdsPath), ("mqtt://", .malformedHost), ("mqtt://:1883", .malformedHost),
        ("mqtt://::1:1883", .malformedHost), ("mqtt://[::1", .malformedHost), ("mqtt://[::1]1883", .malformedHost),
        ("mqtt://[broker]:1883", .malformedHost), ("mqtt://bro ker", .malformedHost),
        ("mqtt://b\u{0}r", .malformedHost),
        ("mqtt://broker:", .malformedPort), ("mqtt://broker:0", .malformedPort),
        ("mqtt://broker:65536", .malformedPort),
        ("mqtt://broker:+1", .malformedPort), ("mqtt://broker:18a", .malformedPort),
    ])
    func `what is no address is refused with its reason`(url: String, reason: BrokerAddressError) {
        #expect(throws: reason) { try BrokerAddress(url: url) }
    }

    @Test func `an error never repeats the text, which may hold a password`() {
        #expect(!BrokerAddressError.holdsCredentials.description.contains("secret"))
    }

    @Test(arguments: [
        ("localhost", true), ("LocalHost", true), ("127.0.0.1", true), ("127.255.0.3", true), ("::1", true),
        ("127.0.0.1.example.org", false), ("127.evil.example", false), ("128.0.0.1", false),
        ("localhost.example", false),
    ])
    func `only what is certainly this machine is loopback`(host: String, isLoopback: Bool) {
        #expect(BrokerAddress(host: host, port: 1883, isSecure: false).isLoopback == isLoopback)
    }
}
