import CLinux
import CPcap
import Glibc
import Timekeeping

/// The frames that an interface in monitor mode receives, from the time of opening to the end of this value's life.
///
/// The kernel filters and writes to a ring that it shares with this process; the ring counts as resident memory in full.
/// One thread uses a value of this type.
public struct LiveCapture: ~Copyable {
    /// The interface's name.
    public let interface: String
    /// What stands before the 802.11 bytes of each frame: 105, 119, 127, 163 or 192 of tcpdump.org/linktypes.html.
    public let linkType: UInt16

    private let handle: PcapHandle
    private let index: UInt32
    private var counted = CaptureStatistics()
    private var lastReading = CaptureStatistics.Reading()

    /// Opens `interface`, which is up and in monitor mode.
    ///
    /// Needs CAP_NET_RAW in the network namespace.
    public init(interface: String, options: LiveCaptureOptions = LiveCaptureOptions()) throws(CaptureError) {
        let index = unsafe if_nametoindex(interface)
        guard index != 0 else { throw .missingInterface(interface) }
        let handle = try PcapHandle(interface: interface, options: options)
        guard let linkType = Self.linkTypes.first(where: { Int32($0) == handle.linkType }) else {
            throw .notInMonitorMode(interface: interface, linkType: handle.linkType)
        }
        try handle.setFilter(options.filter, interface: interface)
        self.interface = interface
        self.linkType = linkType
        self.handle = handle
        self.index = index
    }

    /// Becomes readable when frames are there, or an error to be told of.
    public var descriptor: Int32 { handle.descriptor }

    /// Waits until frames are there or `milliseconds` have passed, gives what is there to `body`, at most `limit` frames,
    /// and returns how many. The span is valid only inside `body`. A signal ends the wait early.
    ///
    /// 0 says nothing about the interface: one that is set down while it is listened to falls silent without an error;
    /// see ``isInterfaceUp``.
    public mutating func poll(
        milliseconds: Int = 100, limit: Int = 4096, _ body: (CapturedFrame, Span<UInt8>) -> Void
    ) throws(CaptureError) -> Int {
        guard handle.waitForFrames(milliseconds: Int32(clamping: milliseconds)) else { return 0 }
        let count = handle.dispatch(limit: Int32(clamping: max(limit, 1)), body)
        if count >= 0 { return Int(count) }
        guard isInterfacePresent else { throw .interfaceGone(interface) }
        // After the interface went down, libpcap reports that once; frames come again when it is up.
        guard isInterfaceUp else { throw .interfaceDown(interface) }
        throw .libraryFailed(operation: "capture", interface: interface, code: count, text: handle.errorText)
    }

    /// The counters since opening. They do not wrap as long as they are read at least once in 2^32 frames.
    public mutating func statistics() throws(CaptureError) -> CaptureStatistics {
        let (code, reading) = handle.readStatistics()
        guard code == 0 else {
            guard isInterfacePresent else { throw .interfaceGone(interface) }
            throw .libraryFailed(operation: "read counters", interface: interface, code: code, text: handle.errorText)
        }
        counted.advance(from: lastReading, to: reading)
        lastReading = reading
        return counted
    }

    /// Whether the interface is there and set up: one system call, cheap enough for each second without a frame.
    public var isInterfaceUp: Bool {
        var request = unsafe ifreq()
        let isPresent = unsafe withUnsafeMutableBytes(of: &request.ifr_ifrn) {
            unsafe if_indextoname(index, $0.baseAddress?.assumingMemoryBound(to: CChar.self)) != nil
        }
        // netdevice(7) SIOCGIFFLAGS, which a packet socket answers too.
        guard isPresent, unsafe ioctl(handle.descriptor, UInt(SIOCGIFFLAGS), &request) == 0 else { return false }
        return unsafe Int(request.ifr_ifru.ifru_flags) & Int(IFF_UP) != 0
    }

    /// Whether the interface that was opened still exists, under whatever name.
    private var isInterfacePresent: Bool {
        unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(IFNAMSIZ)) {
            unsafe if_indextoname(index, $0.baseAddress) != nil
        }
    }

    /// 802.11 plain, Prism, radiotap, AVS, PPI: what `Dot11` reads.
    private static let linkTypes: [UInt16] = [105, 119, 127, 163, 192]
}
