/// How many frames an interface has seen since its capture began.
public struct CaptureStatistics: Equatable, Sendable {
    /// Frames that passed the filter, those that were dropped for want of room in the ring included.
    public var received: UInt64 = 0
    /// Frames that passed the filter and found no room in the ring: the reader was too slow, or the ring too small.
    public var droppedByKernel: UInt64 = 0
    /// Frames that the interface or its driver dropped.
    public var droppedByInterface: UInt64 = 0

    /// Nothing seen yet.
    public init() {}

    /// Counts on from the last reading of libpcap's counters, which have 32 bits and wrap.
    mutating func advance(from last: Reading, to next: Reading) {
        received += UInt64(next.received &- last.received)
        droppedByKernel += UInt64(next.droppedByKernel &- last.droppedByKernel)
        droppedByInterface += UInt64(next.droppedByInterface &- last.droppedByInterface)
    }

    /// One reading of libpcap's counters: pcap_stats(3PCAP).
    struct Reading: Equatable {
        var received: UInt32 = 0
        var droppedByKernel: UInt32 = 0
        var droppedByInterface: UInt32 = 0
    }
}
