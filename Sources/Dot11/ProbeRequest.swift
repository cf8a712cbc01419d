/// A probe request as it stands in the bytes of a captured frame.
///
/// It holds numbers and offsets, no copies: methods that read contents take the same bytes again.
/// Source: IEEE 802.11-2020 §9.3.3.9 (frame), §9.2.4 (header fields).
public struct ProbeRequest: Sendable {
    /// What the receiver said about the reception.
    public var radio: Reception
    /// What is known about the frame check sequence.
    public var frameCheck: FrameCheck
    /// Who sent it (address 2). A group address there is a fault or a lie of the sender.
    public var transmitter: MACAddress
    /// 0 to 4095.
    public var sequenceNumber: UInt16
    /// 0 to 15; 0 for a frame that is whole or the first part of one.
    public var fragmentNumber: UInt8
    /// Whether it was sent again because no acknowledgement came.
    public var isRetry: Bool
    /// Offsets of the information elements in the captured bytes, the frame check sequence left out.
    ///
    /// Empty where no elements can be read: in a frame that is part of a larger one (a group is never sent parts), and in
    /// one with a wrong check sequence that says it is encrypted.
    public var elements: Range<Int>
}

extension ProbeRequest {
    /// The first octet of frame control: version 0, type 0 (management), subtype 4.
    static let frameControl: UInt8 = 0x40
    /// Frame control, duration, three addresses, sequence control.
    static let headerLength = 24
    /// HT Control, in a management frame whose +HTC bit is set (IEEE 802.11-2020 §9.2.4.1.10).
    static let controlLength = 4

    /// `body` begins with ``frameControl`` and was captured with at least ``headerLength`` bytes.
    @inline(__always)
    init(body: FrameBody, bytes: Span<UInt8>) throws(FrameError) {
        let start = body.range.lowerBound
        let flags = bytes[start + 1]
        let sequenceControl = bytes.littleEndian16(at: start + 22)
        let bodyStart = start + Self.headerLength + (flags & 0x80 != 0 ? Self.controlLength : 0)
        guard bodyStart <= body.range.upperBound else { throw .truncated }
        // A probe request is sent before there is a key: it is never encrypted. With a wrong check
        // sequence the bit itself is in doubt, and the frame is listed.
        let isProtected = flags & 0x40 != 0
        if isProtected, body.check != .incorrect { throw .unreadable }
        radio = body.radio
        frameCheck = body.check
        transmitter = bytes.address(at: start + 10)
        sequenceNumber = sequenceControl >> 4
        fragmentNumber = UInt8(sequenceControl & 0xF)
        isRetry = flags & 0x08 != 0
        // Half of the elements would make a signature of its own. In doubt as above, the fragment number does not count.
        let isPart = flags & 0x04 != 0 || (fragmentNumber != 0 && body.check != .incorrect)
        let hasElements = !isProtected && !isPart
        elements = bodyStart..<(hasElements ? body.range.upperBound : bodyStart)
    }
}
