import Positioning

/// The shop of the science page: 20 m × 30 m, six uneven zones, sensors in the layouts of `loc/model.py`.
enum Shop {
    static let outline = Polygon(x0: 0, y0: 0, x1: 20, y1: 30)

    static let layouts: [Int: [(Double, Double)]] = [
        1: [(10, 3)], 2: [(10, 3), (10, 27)],
        4: [(2, 2), (18, 2), (2, 28), (18, 28)],
        6: [(4, 5), (16, 5), (4, 15), (16, 15), (4, 25), (16, 25)],
        8: [(3, 3), (17, 3), (3, 11), (17, 11), (3, 19), (17, 19), (3, 27), (17, 27)],
    ]

    static let zones = [
        zone("entrance", Polygon(x0: 0, y0: 0, x1: 20, y1: 5)),
        zone("checkout", Polygon(x0: 14, y0: 5, x1: 20, y1: 11)),
        zone("left", Polygon(x0: 0, y0: 5, x1: 8, y1: 18)),
        zone(
            "right", Polygon([(8, 5), (14, 5), (14, 11), (20, 11), (20, 18), (8, 18)].map { Point(x: $0.0, y: $0.1) })),
        zone("back-left", Polygon(x0: 0, y0: 18, x1: 12, y1: 30)),
        zone("back-right", Polygon(x0: 12, y0: 18, x1: 20, y1: 30)),
    ]

    static func plan(_ sensorCount: Int, outside: [OutsideStrip] = []) -> FloorPlan {
        .singleFloor(outline, outside: outside, zones: zones, sensors: sensors(layouts[sensorCount] ?? []))
    }

    static func sensors(_ places: [(Double, Double)]) -> [Sensor] {
        places.enumerated().map {
            Sensor(name: "s\($0.offset)", floor: "floor", position: Point(x: $0.element.0, y: $0.element.1))
        }
    }

    /// The model of `loc/model.py` `Par()`.
    static var model: PathLossModel {
        var model = PathLossModel()
        model.exponent = 3
        model.shadowing = 4
        model.transmitSpread = 5
        return model
    }

    private static func zone(_ name: String, _ outline: Polygon) -> Zone {
        Zone(name: name, floor: "floor", outline: outline)
    }
}
