import CPcap
import Glibc
import Timekeeping

/// An activated handle of libpcap for one interface.
///
/// Non-blocking: libpcap's own wait has no end on an interface without traffic (TPACKET_V3), so the wait is ours.
@safe struct PcapHandle: ~Copyable {
    private let handle: OpaquePointer
    /// The packet socket.
    let descriptor: Int32
    private let nanosecondsPerUnit: Int64

    init(interface: String, options: LiveCaptureOptions) throws(CaptureError) {
        var text = [CChar](repeating: 0, count: Int(PCAP_ERRBUF_SIZE))
        guard let handle = unsafe pcap_create(interface, &text) else {
            let message = String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            throw .libraryFailed(operation: "open", interface: interface, code: PCAP_ERROR, text: message)
        }
        unsafe pcap_set_snaplen(handle, Int32(clamping: options.snapLength))
        unsafe pcap_set_buffer_size(handle, Int32(clamping: options.ringLength))
        unsafe pcap_set_timeout(handle, Int32(clamping: options.waitMilliseconds))
        unsafe pcap_set_immediate_mode(handle, 0)
        unsafe pcap_set_promisc(handle, 1)  // without it, libpcap does not read the interface's drop counters
        unsafe pcap_set_tstamp_precision(handle, PCAP_TSTAMP_PRECISION_NANO)
        let code = unsafe pcap_activate(handle)
        guard code >= 0, unsafe pcap_setnonblock(handle, 1, &text) == 0 else {
            let message = unsafe String(cString: pcap_geterr(handle))
            unsafe pcap_close(handle)
            throw Self.error(code, interface: interface, text: message)
        }
        unsafe self.handle = handle
        descriptor = unsafe pcap_get_selectable_fd(handle)
        let precision = unsafe pcap_get_tstamp_precision(handle)
        nanosecondsPerUnit = precision == PCAP_TSTAMP_PRECISION_NANO ? 1 : 1_000
    }

    deinit { unsafe pcap_close(handle) }

    /// The link type of the interface as it is now: pcap-linktype(7).
    var linkType: Int32 { unsafe pcap_datalink(handle) }

    /// libpcap's text for its last error.
    var errorText: String { unsafe String(cString: pcap_geterr(handle)) }

    /// Lets through only what `filter` names; the kernel decides.
    func setFilter(_ filter: String, interface: String) throws(CaptureError) {
        var program = unsafe bpf_program()
        var code = unsafe pcap_compile(handle, &program, filter, 1, PCAP_NETMASK_UNKNOWN)
        if code == 0 {
            code = unsafe pcap_setfilter(handle, &program)
            unsafe pcap_freecode(&program)
        }
        guard code == 0 else {
            throw .libraryFailed(operation: "set a filter", interface: interface, code: code, text: errorText)
        }
    }

    /// Waits for frames or for an error that ``dispatch(limit:_:)`` will report; false when neither came in time.
    func waitForFrames(milliseconds: Int32) -> Bool {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&request, 1, milliseconds) > 0
    }

    /// Gives frames that are in the ring to `body`: how many, or libpcap's negative code.
    func dispatch(limit: Int32, _ body: (CapturedFrame, Span<UInt8>) -> Void) -> Int32 {
        withoutActuallyEscaping(body) { body in
            var delivery = FrameDelivery(nanosecondsPerUnit: nanosecondsPerUnit, body: body)
            return unsafe withUnsafeMutableBytes(of: &delivery) {
                unsafe pcap_dispatch(handle, limit, deliverFrame, $0.baseAddress?.assumingMemoryBound(to: UInt8.self))
            }
        }
    }

    /// libpcap's code, 0 for success, and its counters.
    func readStatistics() -> (code: Int32, reading: CaptureStatistics.Reading) {
        var counters = pcap_stat()
        let code = unsafe pcap_stats(handle, &counters)
        let reading = CaptureStatistics.Reading(
            received: counters.ps_recv, droppedByKernel: counters.ps_drop, droppedByInterface: counters.ps_ifdrop)
        return (code, reading)
    }

    private static func error(_ code: Int32, interface: String, text: String) -> CaptureError {
        switch code {
        case PCAP_ERROR_NO_SUCH_DEVICE: .missingInterface(interface)
        case PCAP_ERROR_PERM_DENIED, PCAP_ERROR_PROMISC_PERM_DENIED: .notPermitted(interface: interface)
        case PCAP_ERROR_IFACE_NOT_UP: .interfaceDown(interface)
        default: .libraryFailed(operation: "open", interface: interface, code: code, text: text)
        }
    }
}
