import Timekeeping

/// A printer or the like: it stays, it is never off, and it looks for networks like clockwork under its factory address.
struct Equipment: Sendable {
    let address: UInt64
    let place: Point
    let period: Interval
    let channel: UInt8
    private var sequenceNumber: UInt16 = 0

    init(address: UInt64, place: Point, period: Interval, channel: UInt8) {
        self.address = address
        self.place = place
        self.period = period
        self.channel = channel
    }

    /// The frame of one scan.
    mutating func scan() -> Transmission {
        sequenceNumber = (sequenceNumber + 3) & 0xFFF
        let request = ProbeRequestTemplate(
            transmitter: address, sequenceNumber: sequenceNumber, name: [], channel: channel, varying: 0,
            elements: [.networkName, .basicRates, .lastRates, .highThroughput(0x002C, streams: 1)])
        return Transmission(frame: request.bytes, place: place, levelOffsetDB: 2, rate: 2)
    }
}
