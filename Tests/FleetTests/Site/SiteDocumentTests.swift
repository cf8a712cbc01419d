import Positioning
import Testing

@testable import Fleet

struct SiteDocumentTests {
    @Test func `the shipped reference site is right, shows every key, and says the defaults`() throws {
        let bytes = try shippedBytes("site.reference.yaml")
        let site = try SiteDocument(reading: bytes, as: .yaml)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
        for path in SiteDocument.keys {
            let key = path.split(whereSeparator: { $0 == "." || $0 == "[" }).last { $0 != "]" } ?? ""
            #expect(text.contains("\(key): "), "\(path)")
        }
        #expect(site.floors[0].elevationMetres == SiteDocument.Floor().elevationMetres)
        #expect(site.floors[0].walls[0].lossDecibels == SiteDocument.Wall().lossDecibels)
        #expect(site.sensors[0].heightMetres == SiteDocument.Sensor().heightMetres)
        #expect((site.sensors[2].roles, site.zones[1].kind) == ([.sensor], .inside))
        // What null stands for where a zone lies outside.
        var other = site
        other.zones[2].wallLossDecibels = nil
        other.zones[2].prior = nil
        #expect(other.plan == site.plan)
    }

    @Test func `a site becomes a plan that positioning takes`() throws {
        let site = try SiteDocument(reading: shippedBytes("site.reference.yaml"), as: .yaml)
        let plan = site.plan
        #expect(plan.problems.isEmpty)
        #expect(plan.zones.map(\.name) == ["entrance", "hall"])
        #expect(plan.outside.map(\.prior) == [0.5])
        #expect(plan.sensors.map(\.name).first == "front-left")
        #expect(plan.floors[0].outline.area == 600)
        #expect(site.locators.map(\.id) == ["front-left", "front-right"])
        _ = try PosteriorSolver(Grid(plan, Calibration(), step: 1), PathLossModel())
    }

    @Test func `a box that only locates is not in the plan`() throws {
        var site = Self.small
        site.sensors.append(.init(id: "cellar", floor: "f", x: 1, y: 1, roles: [.locator]))
        let read = try SiteDocument(site.effectiveDocument())
        #expect(read.plan.sensors.map(\.name) == ["a", "b"])
        #expect(read.locators.map(\.id) == ["a", "cellar"])
    }

    @Test func `the effective document reads back as the same site, in both notations`() throws {
        var site = Self.small
        site.sensors[0].sealingKey = (0..<32).map { UInt8($0) }
        site.sensors[1].signingKey = [UInt8](repeating: 0xFF, count: 32)
        site.floors[0].walls = [.init(from: Point(x: 0, y: 1.25), to: Point(x: -3, y: 4), lossDecibels: 3.5)]
        let json = site.effectiveDocument().json()
        #expect(try SiteDocument(reading: json, as: .json) == site)
        #expect(try SiteDocument(reading: json, as: .yaml) == site)
        #expect(try SiteDocument(site.effectiveDocument()) == site)
    }

    /// Source: RFC 8037 appendix A.2, the public key of RFC 8032 section 7.1 test 1.
    @Test func `a public key is written as JSON Web Keys write it`() throws {
        let key: [UInt8] = [
            0xd7, 0x5a, 0x98, 0x01, 0x82, 0xb1, 0x0a, 0xb7, 0xd5, 0x4b, 0xfe, 0xd3, 0xc9, 0x64, 0x07, 0x3a, 0x0e, 0xe1,
            0x72, 0xf3, 0xda, 0xa6, 0x23, 0x25, 0xaf, 0x02, 0x1a, 0x68, 0xf7, 0x07, 0x51, 0x1a,
        ]
        let written = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
        let rule = FieldRule<[UInt8]>.publicKey
        #expect(try rule.decode(.string(written)) == key)
        #expect(rule.encode(key) == .string(written))
        for wrong in [
            "", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo=", String(written.dropLast()) + "p",
            "+" + written.dropFirst(),
        ] {
            #expect(throws: FieldFault.self) { try rule.decode(.string(wrong)) }
        }
    }

    @Test func `a site document is told from the configuration of a sensor`() throws {
        #expect(try SiteDocument.isMeant(by: DocumentValue(reading: shippedBytes("site.reference.yaml"), as: .yaml)))
        #expect(try !SiteDocument.isMeant(by: DocumentValue(reading: referenceBytes(), as: .yaml)))
    }

    @Test func `a configuration finds its sensor in its site, and nothing in another one`() throws {
        var configuration = Configuration(site: "s", sensor: "b", interface: "wlan0mon")
        #expect(try Self.small.sensor(of: configuration).x == 9)
        configuration.sensor = "c"
        #expect(throws: InvalidConfiguration.self) { try Self.small.sensor(of: configuration) }
        configuration.sensor = "a"
        configuration.site = "t"
        #expect(throws: InvalidConfiguration.self) { try Self.small.sensor(of: configuration) }
    }

    /// One floor of 10 m by 10 m, one zone, two sensors.
    static let small = SiteDocument(
        site: "s", floors: [.init(id: "f", outline: Polygon(x0: 0, y0: 0, x1: 10, y1: 10))],
        zones: [.init(id: "z", floor: "f", outline: Polygon(x0: 0, y0: 0, x1: 10, y1: 10))],
        sensors: [
            .init(id: "a", floor: "f", x: 1, y: 1, roles: [.sensor, .locator]),
            .init(id: "b", floor: "f", x: 9, y: 9.5, heightMetres: 3),
        ])
}
