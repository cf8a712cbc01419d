public import Timekeeping

/// What a savefile says of one frame, beside its bytes.
public struct SavefileRecord: Equatable, Sendable {
    /// The frame's number in the file, from 1, all frames counted, as tshark's `frame.number`.
    public var index: Int
    /// When the frame was captured; 1970 for a pcapng Simple Packet Block, which has no time.
    public var time: WallTime
    /// The frame's length on the air in bytes, before the capture cut it. A damaged file may claim less than was captured.
    public var originalLength: Int
    /// What stands before the 802.11 bytes: tcpdump.org/linktypes.html.
    public var linkType: UInt16

    /// A record of one frame.
    public init(index: Int, time: WallTime, originalLength: Int, linkType: UInt16) {
        self.index = index
        self.time = time
        self.originalLength = originalLength
        self.linkType = linkType
    }
}
