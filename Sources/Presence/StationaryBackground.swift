import Timekeeping

/// Devices that never leave: the 5th percentile of what is there in the small hours, the least of seven nights.
///
/// From 2 to 5 o'clock by the clocks of the shop. No device is remembered, only how many there were.
struct StationaryBackground: Equatable, Sendable {
    /// Devices that are taken for stationary.
    private(set) var devices = 0.0
    private var tonight: [Float] = []
    private var nights: [Double] = []

    /// A minute had so many devices.
    mutating func minute(_ devices: Double, localHour: Int) {
        if (2..<5).contains(localHour) {
            if tonight.count < 180 { tonight.append(Float(devices)) }
        } else if !tonight.isEmpty {
            if tonight.count >= 60 {
                nights.append(Double(tonight.sorted()[tonight.count / 20]))
                if nights.count > 7 { nights.removeFirst() }
                self.devices = nights.min() ?? 0
            }
            tonight.removeAll(keepingCapacity: true)
        }
    }
}
