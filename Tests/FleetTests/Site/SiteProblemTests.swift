import Positioning
import Testing

@testable import Fleet

struct SiteProblemTests {
    @Test func `all problems of a site are told at once, each with its line and path`() {
        let text = """
            site: shop-12
            version: 0
            timeZone: Europe/Berlin/
            floors:
              - {id: ground, outline: [[0, 0], [20, 0], [20, 30], [0, 30]]}
              - {id: upper, outline: [[0, 0], [20, 30], [20, 0], [0, 30]]}
              - id: ground
                outline: [[0, 0], [20, 0], 30]
                height: 3
            zones:
              - {id: entrance, floor: grund, outline: [[0, 0], [20, 0], [20, 10], [0, 10]]}
              - {id: hall, floor: ground, outline: [[0, 10], [20, 10], [20, 31], [0, 31]]}
              - {id: till, floor: ground, outline: [[2, 12], [4, 12], [4, 14], [2, 14]], prior: 0.5}
              - {id: street, floor: ground, kind: outside, outline: [[0, -8], [20, -8], [20, 1], [0, 1]]}
              - {id: terrace, floor: upper, outline: [[0, 0], [1, 0], [1, 1]]}
            sensors:
              - {id: front, floor: ground, x: 1, y: 1}
              - {id: front, floor: ground, x: 40, y: 1, roles: [sensor, sensr]}
              - {id: rear, floor: ground, x: 19, sealingKey: abc}
            """
        #expect(
            Self.problems(in: text).outline
                == [
                    "2 version outOfRange",
                    "3 timeZone outOfRange",
                    "6 floors[1].outline outOfRange",
                    "7 floors[2].id contradiction",
                    "8 floors[2].outline wrongType",
                    "9 floors[2].height unknownKey",
                    "11 zones[0].floor contradiction",
                    "12 zones[1].outline contradiction",
                    "13 zones[2].outline contradiction",
                    "13 zones[2].prior contradiction",
                    "14 zones[3].outline contradiction",
                    "16 sensors contradiction",
                    "18 sensors[1].id contradiction",
                    "18 sensors[1].x contradiction",
                    "18 sensors[1].roles outOfRange",
                    "19 sensors[2].y missingKey",
                    "19 sensors[2].sealingKey outOfRange",
                ])
    }

    @Test func `a problem of the geometry reads as a sentence with a cure`() {
        let text = """
            {"site": "s", "version": 1, "timeZone": "UTC",
             "floors": [{"id": "ground", "outline": [[0, 0], [9, 9], [9, 0], [3, 5]]}],
             "zones": [{"id": "z", "floor": "groud", "outline": [[0, 0], [9, 0], [9, 9], [0, 9]]}],
             "sensors": [{"id": "a", "floor": "ground", "x": 1, "y": 1}]}
            """
        #expect(
            Self.problems(in: text, as: .json).map(\.description) == [
                "2:30: floors[0].outline: must be a list of 3 to 256 corners [x, y] in metres: two edges of the outline "
                    + "cross (for example outline: [[0, 0], [20, 0], [20, 30], [0, 30]])",
                "3:24: zones[0].floor: is not the id of a floor (did you mean ground?)",
            ])
    }

    @Test(arguments: [
        ("floors: []", "floors outOfRange"), ("floors: {}", "floors wrongType"), ("zones: null", "zones missingKey"),
        (
            "zones: [{id: z, floor: f, kind: outside, outline: [[0, -5], [9, -5], [9, 0], [0, 0]]}]",
            "zones contradiction"
        ),
        ("sensors: [{id: a, floor: f, x: 1, y: 1, roles: [locator]}]", "sensors contradiction"),
        ("sensors: [{id: a, floor: f, x: 1, y: 1, roles: []}]", "sensors[0].roles outOfRange"),
        ("sensors: [{id: a, floor: f, x: .nan, y: 1}]", "sensors[0].x syntax"),
        ("sensors: [{id: a, floor: f, x: 1e9, y: 1}]", "sensors[0].x outOfRange"),
        ("floors: [{id: f, outline: [[0, 0], [9000, 0], [9000, 9000], [0, 9000]]}]", "floors contradiction"),
    ])
    func `a site that cannot be used is refused`(replacement: String, problem: String) {
        let parts = [
            "site: s", "version: 1", "timeZone: UTC", "floors: [{id: f, outline: [[0, 0], [9, 0], [9, 9], [0, 9]]}]",
            "zones: [{id: z, floor: f, outline: [[0, 0], [9, 0], [9, 9], [0, 9]]}]",
            "sensors: [{id: a, floor: f, x: 1, y: 1}]",
        ]
        let key = replacement.prefix { $0 != ":" }
        let text = parts.map { $0.hasPrefix("\(key):") ? replacement : $0 }.joined(separator: "\n")
        let found = Self.problems(in: text).map { "\($0.path) \($0.kind)" }
        #expect(found.contains(problem), "\(found)")
    }

    @Test func `a zone may share its border with its floor and its neighbours`() throws {
        let text = """
            site: s
            version: 1
            timeZone: UTC
            floors: [{id: f, outline: [[0, 0], [10, 0], [10, 4], [4, 4], [4, 10], [0, 10]]}]
            zones:
              - {id: foot, floor: f, outline: [[0, 0], [10, 0], [10, 4], [0, 4]]}
              - {id: leg, floor: f, outline: [[0, 4], [4, 4], [4, 10], [0, 10]]}
              - {id: yard, floor: f, kind: outside, outline: [[4, 4], [10, 4], [10, 10], [4, 10]]}
            sensors: [{id: a, floor: f, x: 10.5, y: 2}]
            """
        #expect(try SiteDocument(reading: Array(text.utf8), as: .yaml).plan.problems.isEmpty)
        // A corner of the bounding box that an L leaves out is not on it.
        let across = text.replacing("[10, 4], [0, 4]]}", with: "[10, 10], [0, 4]]}")
        #expect(Self.problems(in: across).map(\.path).contains("zones[0].outline"))
    }

    private static func problems(in text: String, as format: DocumentFormat = .yaml) -> [ConfigurationProblem] {
        do throws(InvalidConfiguration) {
            _ = try SiteDocument(reading: Array(text.utf8), as: format)
            return []
        } catch { return error.problems }
    }
}
