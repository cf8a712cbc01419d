import CPcap
import Timekeeping

/// What ``deliverFrame`` needs to hand a frame over.
struct FrameDelivery {
    var nanosecondsPerUnit: Int64
    var body: (CapturedFrame, Span<UInt8>) -> Void
}

/// The callback of pcap_dispatch(3PCAP). Its context is a ``FrameDelivery``.
///
/// The bytes lie in the ring that the kernel shares with this process (packet(7), PACKET_RX_RING): on a quiet channel it
/// would hold the frames, and the addresses in them, of many minutes. So each frame is overwritten when it was handed over.
/// A live capture is the only caller: the ring is ours to write to until the block goes back to the kernel.
let deliverFrame: pcap_handler = { context, header, bytes in
    guard let context = unsafe context, let header = unsafe header, let bytes = unsafe bytes else { return }
    let delivery = unsafe UnsafeRawPointer(context).assumingMemoryBound(to: FrameDelivery.self)
    let nanoseconds =
        unsafe Int64(header.pointee.ts.tv_sec) * 1_000_000_000
        + Int64(header.pointee.ts.tv_usec) * delivery.pointee.nanosecondsPerUnit
    let frame = unsafe CapturedFrame(
        time: WallTime(nanoseconds: nanoseconds), originalLength: Int(header.pointee.len))
    let span = unsafe UnsafeBufferPointer(start: bytes, count: Int(header.pointee.caplen)).span
    unsafe delivery.pointee.body(frame, span)
    unsafe UnsafeMutableRawPointer(mutating: bytes)
        .initializeMemory(as: UInt8.self, repeating: 0, count: Int(header.pointee.caplen))
}
