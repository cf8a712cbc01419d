import Testing

@testable import Fleet

struct ListenAddressTests {
    @Test(arguments: [
        "127.0.0.1:9477", "192.168.1.20:1", "[::1]:9477", "[fe80:0:0:0:0:0:0:1]:65535", "[2001:db8::7]:80",
    ])
    func `one address and a port are read and written alike`(text: String) {
        #expect(ListenAddress(text)?.description == text)
    }

    @Test(arguments: [
        "0.0.0.0:9477", "[::]:9477", "[0:0:0:0:0:0:0:0]:1", "localhost:9477", ":9477", "127.0.0.1", "127.0.0.1:0",
        "127.0.0.1:65536", "127.0.0.1:09", "127.0.0.1:+9", "127.0.01:9477", "127.0.0.256:1", "1.2.3:1", "1.2.3.4.5:1",
        "::1:9477", "[::1:9477", "[1::2::3]:1", "[1:2:3]:1", "[12345::]:1", "[1:2:3:4:5:6:7:8:9]:1", "[+1::]:1",
        "[fe80::1%eth0]:1", "",
    ])
    func `anything else is refused, an address for all of them too`(text: String) {
        #expect(ListenAddress(text) == nil)
    }

    @Test func `a configuration says where the metrics go`() throws {
        let text = """
            site: shop
            sensor: door
            capture:
              adapter: any
            metrics:
              file: /run/footfall/footfall.prom
              listen: "[::1]:9477"
            """
        let configuration = try Configuration(reading: Array(text.utf8), as: .yaml)
        #expect(configuration.metrics.file == "/run/footfall/footfall.prom")
        #expect(configuration.metrics.listen?.description == "[::1]:9477")
        let document = configuration.effectiveDocument().json()
        #expect(try Configuration(reading: document, as: .json) == configuration)
    }

    @Test(arguments: ["file: metrics.prom", "file: /run/metrics.txt", "listen: 9477", "listen: '*:9477'"])
    func `what cannot be meant is refused with the key`(line: String) {
        let text = "site: a\nsensor: b\ncapture:\n  adapter: any\nmetrics:\n  \(line)\n"
        #expect {
            try Configuration(reading: Array(text.utf8), as: .yaml)
        } throws: {
            ($0 as? InvalidConfiguration)?.problems.map(\.description).joined().contains("metrics.") == true
        }
    }
}
