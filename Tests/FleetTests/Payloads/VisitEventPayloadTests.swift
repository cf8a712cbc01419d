import Foundation
import Privacy
import Testing
import Timekeeping
import Uplink

@testable import Fleet
@testable import Presence

/// Events of visits as CloudEvents.
struct VisitEventPayloadTests {
    static let kinds: [VisitEvent.Kind] = [
        .started, .moved, .idle, .resumed, .ended(.absent), .ended(.movedOutside), .ended(.stopped),
    ]

    @Test(arguments: kinds) func `an event has all attributes of its envelope`(kind: VisitEvent.Kind) throws {
        var (composer, chance) = (composer(), DocumentChance())
        let time = noon + .milliseconds(123)
        let event = visitEvent(kind, at: time, visit: VisitIdentifier(0x0123_4567_89AB_CDEF, 0xFEDC_BA98_7654_3210))
        let publication = composer.publication(for: .visit(event), clock: .holdover, using: &chance)
        let object = try parsed(publication.payload)
        #expect(object["specversion"] as? String == "1.0")
        #expect(object["source"] as? String == "/footfall/shop-1/door")
        #expect(object["type"] as? String == "footfall.visit.\(word(kind)).v1")
        #expect(publication.topic == "footfall/v1/shop-1/event/visit/\(word(kind))")
        #expect(object["subject"] as? String == "01234567-89ab-cdef-fedc-ba9876543210")
        #expect(object["time"] as? String == "2023-11-14T22:15:00.123Z")
        #expect(object["datacontenttype"] as? String == "application/json")
        #expect(object["dataschema"] as? String == "urn:footfall:schema:visit:1")
        #expect(object["sequence"] as? Int == 1)
        // CloudEvents 1.0: attribute names are lower-case letters and digits.
        #expect(object.keys.allSatisfy { $0.wholeMatch(of: /[a-z0-9]+/) != nil })
        try checkData(try #require(object["data"] as? [String: Any]), of: event)
    }

    private func checkData(_ data: [String: Any], of event: VisitEvent) throws {
        #expect(data["visit"] as? String == "01234567-89ab-cdef-fedc-ba9876543210")
        #expect(data["site"] as? String == "shop-1" && data["zone"] as? String == "floor")
        #expect(data["previousZone"] is NSNull && data["returning"] is NSNull)
        #expect(data["zones"] as? [String: Double] == ["floor": 0.9, "outside": 0.1])
        #expect(data["insideProbability"] as? Double == 0.9)
        #expect(data["dwellSeconds"] as? Int == 120 && data["dwellUncertaintySeconds"] as? Int == 40)
        #expect(data["class"] as? String == "visitor" && data["basis"] as? String == "stable")
        #expect(data["clock"] as? String == "holdover")
        #expect(data["startedAt"] as? String == "2023-11-14T22:13:30.123Z")
        #expect(data["lastSeenAt"] as? String == "2023-11-14T22:14:50.123Z")
        switch event.kind {
        case .ended(.absent): #expect(data["reason"] as? String == "absent")
        case .ended(.movedOutside): #expect(data["reason"] as? String == "moved-outside")
        case .ended(.stopped): #expect(data["reason"] as? String == "stopped")
        default: #expect(data["reason"] == nil)
        }
    }

    private func word(_ kind: VisitEvent.Kind) -> String {
        switch kind {
        case .started: "started"
        case .moved: "moved"
        case .idle: "idle"
        case .resumed: "resumed"
        case .ended: "ended"
        }
    }

    @Test func `identifiers are UUIDs of version 7 with the time of the event`() throws {
        var (composer, chance) = (composer(), DocumentChance())
        var seen: Set<String> = []
        for step in 0..<500 {
            let milliseconds = Int64(step) * 7_919_000_003 % 4_000_000_000_000
            let event = visitEvent(.idle, at: WallTime(nanoseconds: milliseconds * 1_000_000 + 999_999))
            let payload = composer.publication(for: .visit(event), clock: .synchronised, using: &chance).payload
            let identifier = try #require(try parsed(payload)["id"] as? String)
            let layout = /([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/
            let match = try #require(identifier.wholeMatch(of: layout), "\(identifier)")
            #expect(Int64(match.1 + match.2, radix: 16) == milliseconds)
            seen.insert(identifier)
        }
        #expect(seen.count == 500)
    }

    @Test func `a time before 1970 still makes a valid identifier`() throws {
        var (composer, chance) = (composer(), DocumentChance())
        let event = visitEvent(.started, at: WallTime(seconds: -5))
        let object = try parsed(
            composer.publication(for: .visit(event), clock: .unsynchronised, using: &chance).payload)
        #expect((object["id"] as? String)?.hasPrefix("00000000-0000-7") == true)
        #expect(object["time"] as? String == "1969-12-31T23:59:55.000Z")
    }

    @Test func `the sequence has no gaps, whatever is told in between`() throws {
        var (composer, chance) = (composer(), DocumentChance())
        var sequence: [Int] = []
        for step in 0..<300 {
            let observation: Observation =
                switch step % 3 {
                case 0: .visit(visitEvent(Self.kinds[step / 3 % Self.kinds.count]))
                case 1: .occupancy(occupancy(devices: 9, distinct: 9, randomised: 9))
                default: .visit(visitEvent(.started))
                }
            let publication = composer.publication(for: observation, clock: .synchronised, using: &chance)
            if let number = try parsed(publication.payload)["sequence"] as? Int { sequence.append(number) }
        }
        #expect(sequence == Array(1...200))
    }

    @Test(arguments: [0, 0.0004, 0.2, 0.333_3, 0.5, 0.599, 0.6, 0.999_9, 1])
    func `probabilities sum to 1, and a zone is named from 0.6`(inside: Double) throws {
        var (composer, chance) = (composer(), DocumentChance())
        let observation = Observation.visit(visitEvent(.resumed, inside: inside))
        let payload = composer.publication(for: observation, clock: .synchronised, using: &chance).payload
        let data = try #require(try parsed(payload)["data"] as? [String: Any])
        let zones = try #require(data["zones"] as? [String: Double])
        #expect(abs((zones["floor"] ?? -1) - inside) <= 0.000_501 && zones.count == 2)
        #expect(abs(zones.values.reduce(0, +) - 1) < 1e-9)
        #expect((data["zone"] as? String == "floor") == (inside >= 0.6))
    }

    @Test func `nothing of the tag can be in an event, since a visit does not know it`() {
        #expect(Mirror(reflecting: visitEvent(.started).visit).children.allSatisfy { !($0.value is Privacy.Tag) })
    }
}
