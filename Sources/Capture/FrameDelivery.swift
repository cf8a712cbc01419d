import CPcap
import Timekeeping

/// What ``deliverFrame`` needs to hand a frame over.
struct FrameDelivery {
    var nanosecondsPerUnit: Int64
    var body: (CapturedFrame, Span<UInt8>) -> Void
}

/// The callback of pcap_dispatch(3PCAP). Its context is a ``FrameDelivery``.
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
}
