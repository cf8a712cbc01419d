import Timekeeping

/// A sensor in monitor mode: from what is sent to what a capture would contain.
struct SimulatedSensor: Sendable {
    let place: Point
    let channel: UInt8
    let radio: RadioChannel
    private let shadows: ShadowField
    private var generator: SeededGenerator

    init(place: Point, channel: UInt8, radio: RadioChannel, generator: inout SeededGenerator) {
        self.place = place
        self.channel = channel
        self.radio = radio
        shadows = ShadowField(seed: generator.next())
        self.generator = generator.split()
    }

    /// The captured bytes of `transmission`, or `nil` when it is not received.
    mutating func receive(_ transmission: Transmission, at time: WallTime) -> SimulatedFrame? {
        let level = radio.level(
            from: transmission.place, offsetDB: transmission.levelOffsetDB, to: place, shadows: shadows,
            using: &generator)
        guard let level else { return nil }
        var bytes = radiotapHeader(at: time, rate: transmission.rate, channel: channel, level: level)
        bytes += transmission.frame
        bytes.append(littleEndian: checkSequence(of: transmission.frame))
        return SimulatedFrame(time: time, bytes: bytes)
    }
}

/// What mac80211 drivers deliver: TSFT, flags, rate, channel, level, antenna, receive flags.
/// Source: radiotap.org/fields/defined (in the order of the bits of the first word).
func radiotapHeader(at time: WallTime, rate: UInt8, channel: UInt8, level: Int8) -> [UInt8] {
    let isOFDM = rate > 22
    var header: [UInt8] = [0, 0, radiotapLength, 0]
    header.reserveCapacity(400)
    header.append(littleEndian: radiotapFields)
    header.append(littleEndian: UInt64(bitPattern: time.nanoseconds / 1000))
    header += [flagCheckSequencePresent, rate]
    header.append(littleEndian: 2407 + 5 * UInt16(channel))
    header.append(littleEndian: isOFDM ? channelOFDM : channelCCK)
    header += [UInt8(bitPattern: level), 0]
    header.append(littleEndian: UInt16(0))
    return header
}

extension [UInt8] {
    /// Appends the octets of `value`, the lowest one first.
    mutating func append(littleEndian value: some FixedWidthInteger) {
        for shift in stride(from: 0, to: value.bitWidth, by: 8) { append(UInt8(truncatingIfNeeded: value >> shift)) }
    }
}

/// Bits 0, 1, 2, 3, 5, 11 and 14 of the first word of present fields.
private let radiotapFields: UInt32 = 0x0000_482F
private let radiotapLength: UInt8 = 26
/// radiotap.org/fields/Flags: the frame includes its FCS.
private let flagCheckSequencePresent: UInt8 = 0x10
/// radiotap.org/fields/Channel: 2 GHz with CCK or with OFDM.
private let channelCCK: UInt16 = 0x00A0
private let channelOFDM: UInt16 = 0x00C0
