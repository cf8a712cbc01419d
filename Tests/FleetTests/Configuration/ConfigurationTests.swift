import Survey
import Testing

@testable import Fleet

struct ConfigurationTests {
    static let example = Configuration(
        site: "example-shop", sensor: "entrance", capture: Configuration.Capture(adapter: "any"))

    @Test func `the shipped reference configuration says the defaults`() throws {
        #expect(try Configuration(reading: referenceBytes(), as: .yaml) == Self.example)
    }

    @Test func `the shipped reference configuration shows every key, in order, in lines of at most 100 columns`() throws
    {
        let bytes = try referenceBytes()
        #expect(try DocumentValue(reading: bytes, as: .yaml).leaves == Configuration.keys)
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 100 })
    }

    @Test func `three keys are enough, in either notation`() throws {
        let yaml = "site: example-shop\nsensor: entrance\ncapture: {adapter: any}\n"
        let json = #"{"site":"example-shop","sensor":"entrance","capture":{"adapter":"any"}}"#
        #expect(try Configuration(reading: Array(yaml.utf8), as: .yaml) == Self.example)
        #expect(try Configuration(reading: Array(json.utf8), as: .json) == Self.example)
        #expect(try Configuration(reading: Array(json.utf8), as: .yaml) == Self.example)
    }

    @Test func `a section whose keys are all left out has its defaults`() throws {
        let text =
            "site: example-shop\nsensor: entrance\ncapture: {adapter: any}\nbroker:\n  # url: …\nlog: {}\n"
        #expect(try Configuration(reading: Array(text.utf8), as: .yaml) == Self.example)
    }

    @Test func `every key reaches its member`() throws {
        let text = """
            site: s-1
            sensor: e-2
            siteFile: /etc/footfall/site.yaml
            timeZone: Europe/Prague
            capture:
              adapter: usb:1-1.2
              hostapd: /run/hostapd/wlan0
              channels: survey
              bands: [6, 2.4]
              dwellMilliseconds: 60000
              visitWithinSeconds: 1
              quietsIdle: true
              snapshotLengthBytes: 256
              bufferKibibytes: 262144
            zone: {id: hall, minimumLevelDBm: -100}
            presence:
              preset: kiosk
              idleAfterSeconds: 60
              endAfterSeconds: 7200
              visitorAfterSeconds: 5
              engagedAfterSeconds: 14400
            counting: {classTableFile: /t.json}
            levels: {normalPeople: 5, busyPeople: 6, crowdedPeople: 100000}
            privacy: {preset: anonymous, k: 1000, epochSeconds: 300, sessionTagBits: 24,
              noise: {epsilonPerWindow: 0.25, epsilonPerDay: 6.5}}
            consent: {enabled: true, consentFile: /c.json, denyFile: /d.json, keyFile: /b.key}
            offers: {name: coffee, zone: hall, minimumDwellSeconds: 0}
            broker:
              url: mqtts://broker.example.org:8884
              fallbackUrls: ["mqtts://second.example.org", "mqtt://127.0.0.1"]
              caFile: /ca.pem
              certificateFile: /c.pem
              keyFile: /k.pem
              username: "1234"
              passwordFile: /p
              allowPlaintext: true
              keepAliveSeconds: 600
              clientIdentifier: a.B_c:9
            outbox: {maximumMessages: 100, maximumKibibytes: 256}
            keys: {directory: /var/lib/footfall/keys}
            storage: {directory: /var/lib/footfall, maximumMebibytes: 8, clockPatienceSeconds: 0}
            fleet: {keys: [/f.pub, 11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo], verifyWithinSeconds: 5}
            health: {intervalSeconds: 3600}
            metrics: {file: /m.prom, listen: "[::1]:9477"}
            homeAssistant: {enabled: true, prefix: home/one}
            log: {level: warning}
            """
        var expected = Configuration(site: "s-1", sensor: "e-2", capture: Self.fullCapture)
        expected.siteFile = "/etc/footfall/site.yaml"
        expected.timeZone = "Europe/Prague"
        expected.zone.id = "hall"
        expected.zone.minimumLevelDBm = -100
        expected.presence = Configuration.Presence(preset: .kiosk)
        expected.presence.idleAfterSeconds = 60
        expected.presence.endAfterSeconds = 7200
        expected.presence.visitorAfterSeconds = 5
        expected.presence.engagedAfterSeconds = 14_400
        expected.counting.classTableFile = "/t.json"
        expected.levels.normalPeople = 5
        expected.levels.busyPeople = 6
        expected.levels.crowdedPeople = 100_000
        expected.privacy.preset = .anonymous
        expected.privacy.k = 1000
        expected.privacy.epochSeconds = 300
        expected.privacy.sessionTagBits = 24
        expected.privacy.noise.epsilonPerWindow = 0.25
        expected.privacy.noise.epsilonPerDay = 6.5
        expected.consent.enabled = true
        expected.consent.consentFile = "/c.json"
        expected.consent.denyFile = "/d.json"
        expected.consent.keyFile = "/b.key"
        expected.offers.name = "coffee"
        expected.offers.zone = "hall"
        expected.offers.minimumDwellSeconds = 0
        expected.broker = Self.fullBroker
        expected.outbox.maximumMessages = 100
        expected.outbox.maximumKibibytes = 256
        expected.keys.directory = "/var/lib/footfall/keys"
        expected.storage.directory = "/var/lib/footfall"
        expected.storage.maximumMebibytes = 8
        expected.storage.clockPatienceSeconds = 0
        expected.fleet.keys = ["/f.pub", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"]
        expected.fleet.verifyWithinSeconds = 5
        expected.health.intervalSeconds = 3600
        expected.metrics.file = "/m.prom"
        expected.metrics.listen = ListenAddress("[::1]:9477")
        expected.homeAssistant.enabled = true
        expected.homeAssistant.prefix = "home/one"
        expected.log.level = .warning
        let configuration = try Configuration(reading: Array(text.utf8), as: .yaml)
        #expect(configuration == expected)
        #expect(configuration.clientIdentifier == "a.B_c:9")
        // An interface, an adapter and several of them exclude each other.
        let keys = Configuration.keys.filter { !["capture.interface", "capture.adapters"].contains($0) }
        #expect(configuration.effectiveDocument().leaves == keys)
    }

    static let fullCapture: Configuration.Capture = {
        var capture = Configuration.Capture(adapter: "usb:1-1.2")
        capture.hostapd = "/run/hostapd/wlan0"
        capture.channels = .survey
        capture.bands = [.twoPointFourGigahertz, .sixGigahertz]
        capture.dwellMilliseconds = 60_000
        capture.visitWithinSeconds = 1
        capture.quietsIdle = true
        capture.snapshotLengthBytes = 256
        capture.bufferKibibytes = 262_144
        return capture
    }()

    static let fullBroker: Configuration.Broker = {
        var broker = Configuration.Broker()
        broker.url = "mqtts://broker.example.org:8884"
        broker.fallbackUrls = ["mqtts://second.example.org", "mqtt://127.0.0.1"]
        broker.caFile = "/ca.pem"
        broker.certificateFile = "/c.pem"
        broker.keyFile = "/k.pem"
        broker.username = "1234"
        broker.passwordFile = "/p"
        broker.allowPlaintext = true
        broker.keepAliveSeconds = 600
        broker.clientIdentifier = "a.B_c:9"
        return broker
    }()

    @Test(arguments: [("retail", 120, 600), ("kiosk", 15, 120), ("transit", 60, 300)])
    func `a preset has its times, and each can be given instead`(name: String, visitor: Int, engaged: Int) throws {
        let start = "site: a\nsensor: b\ncapture: {interface: c}\npresence: "
        let plain = try Configuration(reading: Array("\(start){preset: \(name)}".utf8), as: .yaml).presence
        #expect(plain.preset.rawValue == name)
        #expect((plain.visitorAfterSeconds, plain.engagedAfterSeconds) == (visitor, engaged))
        // The preset stands last here: the order of the keys means nothing.
        let text = "\(start){engagedAfterSeconds: 900, preset: \(name)}"
        let given = try Configuration(reading: Array(text.utf8), as: .yaml).presence
        #expect((given.visitorAfterSeconds, given.engagedAfterSeconds) == (visitor, 900))
    }

    @Test func `the client identifier comes from site and sensor`() {
        #expect(Self.example.clientIdentifier == "footfall-example-shop-entrance")
    }

    @Test func `the effective document is this JSON`() {
        let expected = """
            {"site":"example-shop","sensor":"entrance","timeZone":"UTC",\
            "capture":{"adapter":"any","channels":"common","bands":[2.4,5,6],"dwellMilliseconds":200,\
            "visitWithinSeconds":30,"quietsIdle":false,"snapshotLengthBytes":512,"bufferKibibytes":4096},\
            "zone":{"id":"shop","minimumLevelDBm":-75},\
            "presence":{"preset":"retail","idleAfterSeconds":300,"endAfterSeconds":600,\
            "visitorAfterSeconds":120,"engagedAfterSeconds":600},\
            "counting":{},"levels":{"normalPeople":10,"busyPeople":30,"crowdedPeople":60},\
            "privacy":{"preset":"pseudonymous","k":5,"epochSeconds":600,"sessionTagBits":32,"noise":{}},\
            "consent":{"enabled":false},"offers":{"minimumDwellSeconds":300},\
            "broker":{"url":"mqtt://127.0.0.1:1883","fallbackUrls":[],"allowPlaintext":false,"keepAliveSeconds":30},\
            "outbox":{"maximumMessages":10000,"maximumKibibytes":8192},"keys":{},\
            "storage":{"maximumMebibytes":256,"clockPatienceSeconds":120},\
            "fleet":{"keys":[],"allowUnsigned":false,"verifyWithinSeconds":60},\
            "health":{"intervalSeconds":30},"metrics":{},"homeAssistant":{"enabled":false,"prefix":"homeassistant"},\
            "log":{"level":"info"}}
            """
        #expect(String(decoding: Self.example.effectiveDocument().json(), as: UTF8.self) == expected)
    }

    @Test func `the effective document reads back as the same configuration, in both notations`() throws {
        var generator = DocumentChance()
        for _ in 0..<200 {
            let configuration = Self.random(using: &generator)
            let json = configuration.effectiveDocument().json()
            #expect(try Configuration(reading: json, as: .json) == configuration, "seed \(generator.seed)")
            #expect(try Configuration(reading: json, as: .yaml) == configuration, "seed \(generator.seed)")
            #expect(try Configuration(configuration.effectiveDocument()) == configuration, "seed \(generator.seed)")
        }
    }

    private static func random(using generator: inout DocumentChance) -> Configuration {
        var configuration = Configuration(
            site: "shop-\(UInt8.random(in: 0...255, using: &generator))", sensor: "0", interface: "wlan1")
        let presets = Configuration.Presence.Preset.allCases
        configuration.presence = Configuration.Presence(preset: presets.randomElement(using: &generator) ?? .retail)
        configuration.presence.idleAfterSeconds = .random(in: 60...3600, using: &generator)
        configuration.presence.endAfterSeconds = .random(in: 3601...7200, using: &generator)
        configuration.zone.minimumLevelDBm = .random(in: -100...(-20), using: &generator)
        configuration.privacy.k = .random(in: 5...1000, using: &generator)
        configuration.privacy.epochSeconds = .random(in: 300...900, using: &generator)
        if Bool.random(using: &generator) { configuration.broker = fullBroker }
        if Bool.random(using: &generator) {
            configuration.capture = fullCapture
        } else if Bool.random(using: &generator) {
            let frequencies = [2412, 2484, 4920, 5180, 5935, 5955, 6115, 7115]
            let list = frequencies.shuffled(using: &generator).prefix(.random(in: 1...8, using: &generator))
            configuration.capture = Configuration.Capture(adapter: "phy0")
            configuration.capture.channels = .fixed(list.compactMap { Channel(frequencyMegahertz: $0) })
        }
        configuration.log.level = Configuration.Log.Level.allCases.randomElement(using: &generator) ?? .info
        return configuration
    }
}
