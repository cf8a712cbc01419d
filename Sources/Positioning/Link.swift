import RealModule

/// From any place to one sensor: the level to expect there, relative to the transmitter's.
struct Link {
    private let sensor: Sensor
    private let storey: Int
    private let elevations: [Double]
    private let model: PathLossModel
    private let offset: Double
    private let residuals: ResidualMap?

    init(_ sensor: Sensor, _ plan: FloorPlan, _ calibration: Calibration) {
        self.sensor = sensor
        storey = plan.floorIndex(sensor.floor) ?? 0
        elevations = plan.floors.map(\.elevation)
        model = calibration.model
        offset = calibration.offsets[sensor.name] ?? sensor.offset
        residuals = calibration.residuals[sensor.name]
    }

    /// Metres from a device carried at `place` on `floor` to the antenna.
    func distance(to place: Point, floor: Int) -> Double {
        let rise = elevations[storey] + sensor.height - elevations[floor] - model.deviceHeight
        let height = max(abs(rise), Self.closest)
        return (sensor.position.squaredDistance(to: place) + height * height).squareRoot()
    }

    /// Gain, path loss, ceilings and mapped residual, in decibels.
    func level(at place: Point, floor: Int) -> Double {
        let ceilings = Double(abs(storey - floor)) * model.ceilingLoss
        return offset - 10 * model.exponent * .log10(distance(to: place, floor: floor)) - ceilings
            + (residuals?.value(at: place, floor: floor) ?? 0)
    }

    /// An antenna at the height of the phone must not make the level infinite.
    private static let closest = 0.5
}
