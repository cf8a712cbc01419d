import Testing

@testable import Fleet

struct ConfigurationProblemTests {
    private static let start = "site: a\nsensor: b\ncapture: {interface: c}\n"

    @Test func `all problems are told at once, each with its line and path`() {
        let text = """
            site: Shop 12
            zone:
              minimumLevelDBm: -10
              minimumLevelDbM: -75
            presence:
              preset: retial
              idleAfterSeconds: 900
            privacy: {k: 4, epochSeconds: 86400, sessionTagBits: 48}
            broker:
              url: mqtt://broker.example.org
              keyFile: /etc/footfall/sensor.key
              keepAliveSeconds: "30"
            exporter: {url: "https://example.org"}
            log: loud
            zone: {}
            """
        #expect(
            problems(in: text).outline == [
                "0 sensor missingKey",
                "0 capture.adapter contradiction",
                "1 site outOfRange",
                "3 zone.minimumLevelDBm outOfRange",
                "4 zone.minimumLevelDbM unknownKey",
                "6 presence.preset outOfRange",
                "7 presence.endAfterSeconds contradiction",
                "8 privacy.k privacyFloor",
                "8 privacy.epochSeconds privacyFloor",
                "8 privacy.sessionTagBits privacyFloor",
                "10 broker.url contradiction",
                "11 broker.keyFile contradiction",
                "11 broker.certificateFile contradiction",
                "12 broker.keepAliveSeconds wrongType",
                "13 exporter unknownKey",
                "14 log wrongType",
                "15 zone duplicateKey",
            ])
    }

    @Test func `a problem reads as a sentence with a cure`() {
        let text = """
            capture: {interface: wlan0:1, buffer: 1}
            site: 12
            privacy: {k: 4, presett: anonymous}
            presence: {preset: kisok}
            """
        #expect(
            problems(in: text).map(\.description) == [
                "sensor: is missing, it must be 1 to 63 lower-case letters, digits and hyphens, no hyphen first "
                    + "(for example sensor: entrance)",
                "1:11: capture.interface: must be the name of a network interface, 1 to 15 characters without / and : "
                    + "(for example interface: wlan0mon)",
                "1:31: capture.buffer: is not a known key "
                    + "(known here: adapter, adapters, interface, hostapd, channels, bands, dwellMilliseconds, "
                    + "visitWithinSeconds, quietsIdle, snapshotLengthBytes, bufferKibibytes)",
                "2:1: site: must be 1 to 63 lower-case letters, digits and hyphens, no hyphen first "
                    + "(put it in double quotes to make it a text)",
                "3:11: privacy.k: must be a whole number from 5 to 1000: a count of fewer than 5 could single people "
                    + "out, and no configuration allows it (leave it out for 5)",
                "3:17: privacy.presett: is not a known key (did you mean preset?)",
                "4:12: presence.preset: must be one of retail, kiosk, transit (did you mean kiosk?)",
            ])
    }

    @Test(arguments: [
        ("privacy: {k: 4}", "privacy.k", "privacyFloor"),
        ("privacy: {k: -9223372036854775808}", "privacy.k", "privacyFloor"),
        ("privacy: {k: 1001}", "privacy.k", "outOfRange"),
        ("privacy: {k: 5.5}", "privacy.k", "wrongType"),
        ("privacy: {k: null}", "privacy.k", "wrongType"),
        ("privacy: {noise: {epsilonPerWindow: 0.5}}", "privacy.noise.epsilonPerWindow", "contradiction"),
        ("privacy: {noise: {epsilonPerWindow: 3, epsilonPerDay: 9}}", "privacy.noise.epsilonPerWindow", "outOfRange"),
        ("privacy: {noise: {epsilonPerWindow: 1, epsilonPerDay: 0.5}}", "privacy.noise.epsilonPerDay", "contradiction"),
        ("privacy: {epochSeconds: 901}", "privacy.epochSeconds", "privacyFloor"),
        ("privacy: {epochSeconds: 299}", "privacy.epochSeconds", "privacyFloor"),
        ("zone: {id: outside}", "zone.id", "contradiction"),
        ("privacy: {sessionTagBits: 33}", "privacy.sessionTagBits", "privacyFloor"),
        ("privacy: {sessionTagBits: 23}", "privacy.sessionTagBits", "outOfRange"),
        ("privacy: {graceSeconds: 5}", "privacy.graceSeconds", "unknownKey"),
        ("zone: {minimumLevelDBm: -101}", "zone.minimumLevelDBm", "outOfRange"),
        ("zone: {id: -a}", "zone.id", "outOfRange"),
        ("zone: [shop]", "zone", "wrongType"),
        ("presence: {idleAfterSeconds: 600}", "presence.endAfterSeconds", "contradiction"),
        ("presence: {visitorAfterSeconds: 600}", "presence.engagedAfterSeconds", "contradiction"),
        ("broker: {caFile: /a}", "broker.caFile", "contradiction"),
        ("broker: {url: 'mqtts://h', caFile: a}", "broker.caFile", "outOfRange"),
        ("broker: {url: 'mqtts://h', certificateFile: /a}", "broker.keyFile", "contradiction"),
        ("broker: {passwordFile: /a}", "broker.username", "contradiction"),
        ("broker: {username: 1234}", "broker.username", "wrongType"),
        ("broker: {username: \"a\\nb\"}", "broker.username", "outOfRange"),
        ("broker: {clientIdentifier: 'a/b'}", "broker.clientIdentifier", "outOfRange"),
        ("broker: {allowPlaintext: yes}", "broker.allowPlaintext", "wrongType"),
        ("broker: {url: 'mqtt://192.0.2.1'}", "broker.url", "contradiction"),
        ("broker: {url: null}", "broker.url", "wrongType"),
        ("broker: {url: 'http://127.0.0.1'}", "broker.url", "outOfRange"),
        ("broker: {url: 'mqtt://u:p@127.0.0.1'}", "broker.url", "outOfRange"),
        ("broker: {url: 'mqtt://127.0.0.1:0'}", "broker.url", "outOfRange"),
        ("log: {level: Info}", "log.level", "outOfRange"),
    ])
    func `one bad key is one problem`(line: String, path: String, kind: String) {
        #expect(problems(in: Self.start + line).outline == ["4 \(path) \(kind)"])
    }

    @Test(arguments: [
        ("{}", "adapter contradiction"), ("{adapter: any, interface: a}", "adapter contradiction"),
        ("{interface: a, channels: survey}", "channels contradiction"),
        ("{adapter: any, bands: [5]}", "bands contradiction"),
        ("{adapters: [any, any], interface: a}", "adapters contradiction"),
        ("{adapters: [any, any], adapter: any}", "adapters contradiction"), ("{adapters: any}", "adapters wrongType"),
        ("{adapters: [any]}", "adapters outOfRange"), ("{adapters: [phy0, phy0]}", "adapters outOfRange"),
        ("{adapters: [any, 'usb:']}", "adapters outOfRange"), ("{hostapd: wlan0}", "hostapd outOfRange"),
        ("{hostapd: /run/hostapd/wlan0, channels: survey}", "channels contradiction"),
        ("{adapter: any, channels: survey, bands: []}", "bands outOfRange"),
        ("{adapter: any, channels: survey, bands: [3]}", "bands outOfRange"),
        ("{adapter: any, channels: all}", "channels outOfRange"), ("{adapter: any, channels: 6}", "channels wrongType"),
        ("{adapter: any, channels: []}", "channels outOfRange"),
        ("{adapter: any, channels: [200]}", "channels outOfRange"),
        ("{adapter: any, channels: [2413]}", "channels outOfRange"),
        ("{adapter: any, channels: ['6']}", "channels wrongType"), ("{adapter: 'usb:'}", "adapter outOfRange"),
        ("{adapter: 'usb:1-1.x'}", "adapter outOfRange"), ("{adapter: a b}", "adapter outOfRange"),
        ("{adapter: any, dwellMilliseconds: 49}", "dwellMilliseconds outOfRange"),
    ])
    func `a capture that cannot be carried out is one problem`(section: String, problem: String) {
        #expect(problems(in: "site: a\nsensor: b\ncapture: \(section)\n").outline == ["3 capture.\(problem)"])
    }

    @Test(arguments: [
        "{adapter: phy0, channels: [1, 6, 11, 36, 5975]}", "{adapter: 'usb:1-1.2'}", "{interface: a, adapter: null}",
        "{adapters: [any, any, 'usb:1-1.2'], channels: survey}", "{hostapd: /run/hostapd/wlan0}",
        "{adapter: phy0, channels: [1, 6], hostapd: /run/hostapd/wlan1}",
        "{adapter: wlan1, channels: survey, bands: [2.4]}", "{adapter: any, channels: [2412]}",
    ])
    func `a capture is given in one of these ways`(section: String) {
        #expect(problems(in: "site: a\nsensor: b\ncapture: \(section)\n").isEmpty)
    }

    @Test(arguments: [
        "privacy: {k: 5}", "privacy: {k: 1000}", "privacy: {k: 2e1}", "privacy: {epochSeconds: 900}",
        "broker: {url: 'mqtts://h'}", "broker: {url: 'mqtt://h', allowPlaintext: true, username: u}",
        "broker: {username: u}", "broker: {url: 'mqtt://[::1]'}", "zone: {id: 0}".replacing("0", with: "'0'"),
    ])
    func `the ends of the ranges are allowed`(line: String) {
        #expect(problems(in: Self.start + line).isEmpty)
    }

    @Test(arguments: [
        ("eth0", true), ("a", true), ("fifteen-letters", true), ("sixteen-letters-", false), ("", false), (".", false),
        ("..", false), ("a/b", false), ("a b", false), ("a:1", false), ("wlän0", false), ("a\\tb", false),
    ])
    func `interface names are those that the kernel allows`(name: String, isAllowed: Bool) {
        let text = "site: a\nsensor: b\ncapture: {interface: \"\(name)\"}\n"
        #expect(problems(in: text).isEmpty == isAllowed)
    }

    @Test func `no value of a refused document is repeated`() {
        let text = """
            site: "CANARY 1"
            sensor: [CANARY]
            capture: CANARY
            zone: {id: CANARY, minimumLevelDBm: CANARY, other: CANARY}
            presence: {preset: CANARY}
            broker:
              url: "mqtts://CANARY:CANARY@host"
              caFile: CANARY
              username: "CANARY\\u0007"
              passwordFile: CANARY
              clientIdentifier: "CANARY "
              password: CANARY
            """
        let found = problems(in: text)
        #expect(found.count == 13)
        #expect(!found.contains { $0.description.contains("CANARY") })
        let broken = problems(in: "broker: {username: CANARY, password: CANARY: CANARY [", as: .yaml)
        #expect(!broken.isEmpty && !broken.contains { $0.description.contains("CANARY") })
        let json = problems(in: #"{"broker":{"username":"CANARY","password":"CANARY\q"}}"#, as: .json)
        #expect(json.outline == ["1 broker.password syntax"])
        #expect(!json.contains { $0.description.contains("CANARY") })
    }

    @Test func `a key cannot forge a line of a log or change a terminal`() {
        let text = "\"a\\u001b[31m\\n9:9: site: \\u202e.b\": 1\n"
        let found = problems(in: Self.start + text).map(\.path)
        #expect(found == [#""a\u{1B}[31m\n9:9: site: \u{202E}.b""#])
    }

    @Test func `a flood of problems is cut and counted`() {
        let text = (0..<500).map { "unknown-\($0): 1\n" }.joined()
        let found = problems(in: Self.start + text)
        #expect(found.count == 101)
        #expect(found.last?.message == "has 400 more problems (solve these first)")
    }
}
