/// A probe request to everybody, without its check sequence.
///
/// Source: IEEE 802.11-2020 §9.3.3.9.
struct ProbeRequestTemplate {
    var transmitter: UInt64
    /// 0 to 4095.
    var sequenceNumber: UInt16
    /// The network that is asked for; empty for any.
    var name: [UInt8]
    var channel: UInt8
    /// The octet of the varying vendor element.
    var varying: UInt8
    var elements: [ElementTemplate]

    var bytes: [UInt8] {
        var frame = managementHeader(
            subtype: 4, receiver: broadcast, transmitter: transmitter, network: broadcast,
            sequenceNumber: sequenceNumber)
        for element in elements { element.write(to: &frame, name: name, channel: channel, varying: varying) }
        return frame
    }
}

/// The 24 octets of a management frame's header. Source: IEEE 802.11-2020 §9.3.3.1.
func managementHeader(
    subtype: UInt8, receiver: UInt64, transmitter: UInt64, network: UInt64, sequenceNumber: UInt16
) -> [UInt8] {
    var frame: [UInt8] = [subtype << 4, 0x00, 0x00, 0x00]
    frame.reserveCapacity(256)
    frame += octets(of: receiver) + octets(of: transmitter) + octets(of: network)
    frame += [UInt8(truncatingIfNeeded: sequenceNumber << 4), UInt8(truncatingIfNeeded: sequenceNumber >> 4)]
    return frame
}

/// The address of everybody.
let broadcast: UInt64 = 0xFFFF_FFFF_FFFF
