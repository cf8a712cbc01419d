/// A probe request as it stands in the bytes of a captured frame.
///
/// It holds numbers and offsets, no copies: methods that read contents take the same bytes again.
/// Source: IEEE 802.11-2020 §9.3.3.9 (frame), §9.2.4 (header fields).
public struct ProbeRequest: Sendable {
    /// What the receiver said about the reception.
    public var radio: Reception
    /// What is known about the frame check sequence.
    public var frameCheck: FrameCheck
    /// Who sent it (address 2).
    public var transmitter: MACAddress
    /// 0 to 4095.
    public var sequenceNumber: UInt16
    /// Offsets of the information elements in the captured bytes, the frame check sequence left out.
    public var elements: Range<Int>
}

/// What a receiver noted of a frame, as far as its link header says.
public struct Reception: Sendable {
    /// Centre frequency of the channel in MHz; `nil` when not said.
    public var frequencyMegahertz: UInt16?
    /// Level of the whole frame in dBm (the first level in the header); `nil` when not said.
    public var signalDBm: Int8?
}

/// What is known about a frame's check sequence (FCS).
public enum FrameCheck: Sendable {
    /// The capture does not contain it.
    case absent
    /// Present and right.
    case correct
    /// Present and wrong, or the receiver marked it as wrong: nothing in the frame is to be trusted.
    case incorrect
}
