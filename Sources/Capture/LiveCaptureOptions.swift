/// How an interface is listened to.
public struct LiveCaptureOptions: Equatable, Sendable {
    /// As many bytes of each frame are kept. 512 hold the radiotap header and the elements of a probe request.
    public var snapLength = 512
    /// The size in bytes of the ring that the kernel writes frames to.
    ///
    /// At least twice frames per second × ``waitMilliseconds`` × 350 bytes, so that it lasts while a batch is worked on:
    /// 4 MiB are room for 60,000 frames per second by that rule.
    public var ringLength = 4 * 1024 * 1024
    /// The longest time in milliseconds that a frame waits in the kernel for others to come with it.
    public var waitMilliseconds = 100
    /// Which frames the kernel hands over, in the language of pcap-filter(7).
    public var filter = "type mgt subtype probe-req"

    /// Probe requests, in a ring of 4 MiB.
    public init() {}
}
