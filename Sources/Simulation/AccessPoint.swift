import Timekeeping

/// An access point: it says every 102.4 ms that it is there, and talks to what is connected to it.
struct AccessPoint: Sendable {
    let address: UInt64
    let name: [UInt8]
    let channel: UInt8
    let place: Point
    private var sequenceNumber: UInt16 = 0

    /// Access points are heard better than phones.
    static let levelOffsetDB = 8.0
    /// IEEE 802.11-2020 §9.4.1.3: 100 time units of 1,024 µs.
    static let beaconInterval = Interval(nanoseconds: 102_400_000)

    init(address: UInt64, name: [UInt8], channel: UInt8, place: Point) {
        self.address = address
        self.name = name
        self.channel = channel
        self.place = place
    }

    /// A beacon at `time`. Source: IEEE 802.11-2020 §9.3.3.2.
    mutating func beacon(at time: WallTime) -> Transmission {
        var frame = managementHeader(
            subtype: 8, receiver: broadcast, transmitter: address, network: address,
            sequenceNumber: nextSequenceNumber())
        frame.append(littleEndian: UInt64(bitPattern: time.nanoseconds / 1000))
        frame += [100, 0, 0x11, 0x04]
        frame += [0, UInt8(name.count)] + name
        frame += [1, 8, 0x82, 0x84, 0x8B, 0x96, 0x0C, 0x12, 0x18, 0x24]
        frame += [3, 1, channel]
        frame += [5, 4, 0, 1, 0, 0]
        frame += [42, 1, 0]
        frame += [50, 4, 0x30, 0x48, 0x60, 0x6C]
        frame += robustSecurity
        return Transmission(frame: frame, place: place, levelOffsetDB: Self.levelOffsetDB, rate: 2)
    }

    /// An encrypted data frame of `length` octets of payload to `station`. Source: IEEE 802.11-2020 §9.3.2.1, §12.5.3.2.
    mutating func data(
        to station: UInt64, length: Int, using generator: inout some RandomNumberGenerator
    ) -> Transmission {
        var frame: [UInt8] = [0x88, 0x42, 0x2C, 0x00]
        frame += octets(of: station) + octets(of: address) + octets(of: address)
        let number = nextSequenceNumber()
        frame += [UInt8(truncatingIfNeeded: number << 4), UInt8(truncatingIfNeeded: number >> 4), 0x00, 0x00]
        frame += [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8), 0x00, 0x20, 0, 0, 0, 0]
        for _ in 0..<length { frame.append(UInt8(truncatingIfNeeded: generator.next())) }
        return Transmission(frame: frame, place: place, levelOffsetDB: Self.levelOffsetDB, rate: 48)
    }

    private mutating func nextSequenceNumber() -> UInt16 {
        sequenceNumber = (sequenceNumber + 1) & 0xFFF
        return sequenceNumber
    }
}

/// An acknowledgement for `receiver`, sent from `place`. Source: IEEE 802.11-2020 §9.3.1.4.
func acknowledgement(for receiver: UInt64, from place: Point) -> Transmission {
    Transmission(frame: [0xD4, 0x00, 0x00, 0x00] + octets(of: receiver), place: place, levelOffsetDB: 0, rate: 48)
}

/// RSN element (§9.4.2.24): CCMP and a pre-shared key.
private let robustSecurity: [UInt8] = [
    48, 20, 1, 0, 0x00, 0x0F, 0xAC, 4, 1, 0, 0x00, 0x0F, 0xAC, 4, 1, 0, 0x00, 0x0F, 0xAC, 2, 0, 0,
]
