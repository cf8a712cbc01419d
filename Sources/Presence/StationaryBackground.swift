public import Timekeeping

/// Devices that never leave: the 5th percentile of what is there in the small hours, the least of seven nights.
///
/// From 2 to 5 o'clock by the clocks of the shop. No device is remembered, only how many there were.
public struct StationaryBackground: Equatable, Sendable {
    private let timeZone: TimeZoneRules
    private var all = LeastOfNights()
    private var ofFactory = LeastOfNights()

    /// What is there at a place with these clocks, of which no night is known.
    public init(timeZone: TimeZoneRules) { self.timeZone = timeZone }

    /// A minute had so many devices up to `time`, of which so many keep the address of their factory.
    public mutating func minute(devices: Double, equipment: Double, at time: WallTime) {
        let hour = timeZone.hour(at: time)
        all.minute(devices, hour: hour)
        ofFactory.minute(equipment, hour: hour)
    }

    /// How many devices of so many are taken for stationary.
    public func devices(of devices: Double) -> Double { min(all.value, devices) }

    /// How many of so many that keep the address of their factory are taken for stationary.
    public func equipment(of equipment: Double) -> Double { min(ofFactory.value, equipment) }
}

/// The 5th percentile of the minutes of a night, the least of seven nights.
private struct LeastOfNights: Equatable, Sendable {
    /// 0 before a night is over.
    private(set) var value = 0.0
    private var tonight: [Float] = []
    private var nights: [Double] = []

    mutating func minute(_ number: Double, hour: Int) {
        if (2..<5).contains(hour) {
            if tonight.count < 180 { tonight.append(Float(number)) }
        } else if !tonight.isEmpty {
            if tonight.count >= 60 {
                nights.append(Double(tonight.sorted()[tonight.count / 20]))
                if nights.count > 7 { nights.removeFirst() }
                value = nights.min() ?? 0
            }
            tonight.removeAll(keepingCapacity: true)
        }
    }
}
