internal import Capture
internal import Dot11
internal import Glibc
internal import Timekeeping

/// JSON lines on standard output, written in large pieces.
struct LineOutput {
    private var buffer: [UInt8] = []

    /// The line of one probe request: keys and units as the project's issue on `dot11dump` gives them.
    mutating func write(_ probe: ProbeRequest, of record: SavefileRecord, in bytes: Span<UInt8>) {
        put("{\"frame\":\(record.index),\"time\":\"")
        put(seconds: record.time.nanoseconds)
        put("\",\"transmitter\":\"")
        put(probe.transmitter)
        put("\",\"local\":\(probe.transmitter.isLocallyAdministered),\"rssi\":[")
        putLevels(of: probe.radio)
        put("],\"frequency\":\(probe.radio.frequencyMegahertz.map { "\($0)" } ?? "null")")
        put(",\"fcsBad\":\(probe.frameCheck == .incorrect),\"sequence\":\(probe.sequenceNumber),\"ssidHex\":")
        putName(of: probe, in: bytes)
        put(",\"elements\":[")
        putElements(of: probe, in: bytes)
        put("]}\n")
        if buffer.count >= 1 << 16 { flush() }
    }

    /// Hands over what is held back. A reader that has gone away ends the program with SIGPIPE.
    mutating func flush() {
        Self.write(buffer, to: STDOUT_FILENO)
        buffer.removeAll(keepingCapacity: true)
    }

    /// Writes all of `octets`, in as many steps as the system wants; ends the program when that fails.
    static func write(_ octets: [UInt8], to descriptor: Int32) {
        var rest = octets[...]
        while !rest.isEmpty {
            let written = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno != EINTR { exit(EX_IOERR) }
            rest = rest.dropFirst(max(written, 0))
        }
    }
}

extension LineOutput {
    private mutating func putLevels(of radio: Reception) {
        guard let whole = radio.signalDBm else { return }
        put("\(whole)")
        for level in radio.antennaSignalsDBm { put(",\(level)") }
    }

    /// An element of no octets is the name of any network: an empty string. No such element: null.
    private mutating func putName(of probe: ProbeRequest, in bytes: Span<UInt8>) {
        guard let name = probe.networkName(in: bytes) else { return put("null") }
        put("\"")
        for offset in name { put(hex: bytes[offset]) }
        put("\"")
    }

    private mutating func putElements(of probe: ProbeRequest, in bytes: Span<UInt8>) {
        var cursor = probe.elementCursor
        var separator = ""
        while let element = cursor.next(in: bytes) {
            put("\(separator)\(element.id)")
            separator = ","
        }
    }

    private mutating func put(seconds nanoseconds: Int64) {
        let (seconds, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        let digits = String(rest.magnitude)
        put("\(seconds).\(String(repeating: "0", count: 9 - digits.utf8.count))\(digits)")
    }

    private mutating func put(_ address: MACAddress) {
        for shift in stride(from: UInt64(40), through: 0, by: -8) {
            put(hex: UInt8(truncatingIfNeeded: address.bits >> shift))
            if shift > 0 { put(":") }
        }
    }

    private mutating func put(hex octet: UInt8) {
        for digit in [octet >> 4, octet & 0xF] { buffer.append(digit < 10 ? 0x30 + digit : 0x57 + digit) }
    }

    private mutating func put(_ text: String) { buffer.append(contentsOf: text.utf8) }
}
