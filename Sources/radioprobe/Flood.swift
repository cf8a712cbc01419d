import Glibc
import Radio
import Timekeeping

/// Probe requests of many devices at a steady rate, or as fast as the machine goes.
struct Flood {
    private let perSecond: Int
    private let count: Int
    private let deliveries: [[UInt8]]

    /// From `flood PER_SECOND COUNT MHZ ADDRESS=DBM`.
    init(_ words: [String], through hwsim: borrowing Hwsim) {
        guard let perSecond = Int(words[1]), let count = Int(words[2]), let frequency = Int(words[3]),
            let receiver = AirCommand.receiver(words[4])
        else { Main.fail("radioprobe air flood PER_SECOND COUNT MHZ ADDRESS=DBM\n", code: EX_USAGE) }
        self.perSecond = perSecond
        self.count = count
        var deliveries: [[UInt8]] = []
        for number in 0..<min(count, Self.devices) {
            let transmitter: [UInt8] = [
                0x02, 0xF1, 0, UInt8(number >> 16), UInt8(number >> 8 & 0xFF), UInt8(number & 0xFF),
            ]
            deliveries.append(
                hwsim.delivery(
                    of: AirCommand.probeRequest(from: transmitter), to: receiver.address,
                    frequencyMegahertz: frequency, level: receiver.level))
        }
        self.deliveries = deliveries
    }

    func run(_ hwsim: borrowing Hwsim) throws(RadioError) {
        try hwsim.takeOver()
        let start = Clock.now
        var sent = 0
        while sent < count {
            let seconds = (Clock.now - start).seconds
            let due = perSecond == 0 ? sent + Self.batch : min(Int(seconds * Double(perSecond)), sent + Self.batch)
            let end = min(due, count)
            guard end > sent else {
                usleep(1_000)
                continue
            }
            hwsim.deliver((sent..<end).map { deliveries[$0 % deliveries.count] })
            sent = end
        }
        JSONLine("flooded").with("frames", sent).with("seconds", (Clock.now - start).seconds).print()
    }

    private static let devices = 20_000
    private static let batch = 64
}
