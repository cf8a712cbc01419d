/// What is usual of one class of devices: for how long it has been heard, and how many of it there mostly are.
///
/// It speaks of a kind of phone and of no phone; it is kept for a week, in memory only.
struct ClassHabit: Equatable, Sendable {
    /// The 95th percentile of the devices in the quarters of an hour in which the class was heard.
    private var most: Float = 0
    private var quarters: UInt16 = 0
    /// Minutes that ended with more than one scan in the window.
    private var minutes: UInt8 = 0

    /// Whether the class has ever scanned more than once in a window.
    var isEmpty: Bool { minutes == 0 }

    /// Whether it has been heard for long enough to be no invention.
    func isKnown(after minutes: UInt8) -> Bool { self.minutes >= minutes }

    /// A minute ended in which the class had scanned more than once in the window.
    mutating func minuteEnded() { minutes = minutes == .max ? .max : minutes + 1 }

    /// A quarter of an hour ended with so many devices: the percentile is followed in small steps, of which those
    /// upwards are rare, so that it forgets within a week or two.
    mutating func quarterEnded(devices: Double) {
        let devices = Float(devices)
        let step = max(most, 1) / 10
        most = quarters == 0 ? devices : most + step * (devices > most ? 0.95 : -0.05)
        quarters = quarters == .max ? .max : quarters + 1
    }

    /// The most devices that are believed: three times as many as are usual, once that is known.
    var ceiling: Double { quarters < quartersToLearn ? .infinity : 3 * Double(max(most, 1)) }

    /// A day's opening hours.
    private var quartersToLearn: UInt16 { 40 }
}
