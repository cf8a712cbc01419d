import Counting
import Foundation
import Privacy
import Testing
import Timekeeping

@testable import Fleet
@testable import Presence

/// A payload as another reader of JSON understands it.
func parsed(_ payload: [UInt8]) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(payload)) as? [String: Any])
}

/// All numbers of a document with the path of each.
func numbers(in value: Any, at path: String = "") -> [(path: String, value: Double)] {
    switch value {
    case let object as [String: Any]: object.flatMap { numbers(in: $0.value, at: "\(path).\($0.key)") }
    case let array as [Any]: array.flatMap { numbers(in: $0, at: path) }
    case is Bool, is String: []
    case let number as NSNumber: [(path, number.doubleValue)]
    default: []
    }
}

/// 2023-11-14T22:15:00Z.
let noon = WallTime(seconds: 1_700_000_100)

func visitEvent(
    _ kind: VisitEvent.Kind, at time: WallTime = noon, inside: Double = 0.9, visit: VisitIdentifier = .init(1, 2)
) -> VisitEvent {
    VisitEvent(
        kind: kind, time: time,
        visit: VisitSummary(
            identifier: visit, startedAt: time - .seconds(90), lastSeenAt: time - .seconds(10), dwell: .seconds(120),
            dwellUncertainty: .seconds(40), visitClass: .visitor, insideProbability: inside))
}

/// Occupancy of so many devices, addresses and random addresses among them.
func occupancy(devices: Double?, distinct: Int, randomised: Int) -> Occupancy {
    Occupancy(
        from: noon - .minutes(15), to: noon, devices: devices.map(Estimate.uncalibrated), distinctAddresses: distinct,
        randomisedAddresses: randomised, coverage: .full)
}

/// A window with these figures; each visit that ended stayed 15 minutes.
func footfall(
    devices: Double?, distinct: Int, randomised: Int, visitors: Int, bounces: Int, passersBy: Int
) -> Footfall {
    var figures = FootfallFigures(from: noon - .minutes(15))
    figures.distinctAddresses = distinct
    figures.randomisedAddresses = randomised
    figures.visitors = visitors
    figures.bounces = bounces
    figures.passersBy = passersBy
    figures.dwellSeconds = [Int32](repeating: 900, count: visitors)
    return Footfall(
        length: .quarterHour, from: figures.from, to: noon, devices: devices.map(Estimate.uncalibrated),
        figures: figures, coverage: .full)
}

func composer(k: Int = 5) -> Composer {
    Composer(
        site: "shop-1", sensor: "door", zones: ["floor"], withholding: Withholding(k: k), boot: noon - .minutes(60))
}

extension CountPayload {
    /// The payload of a window before which nothing was told.
    func footfall(_ footfall: Footfall, zone: String) -> [UInt8] {
        var disclosure = ZoneDisclosure(withholding: withholding, budget: nil)
        var chance = DocumentChance()
        return self.footfall(disclosure.release(footfall, using: &chance), of: footfall, zone: zone)
    }
}
