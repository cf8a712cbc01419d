import Capture
import Glibc

/// Reads what hostapd sends. What told of somebody does not stay in memory.
struct HostapdReader: ~Copyable {
    /// What a message was.
    enum Message: Equatable {
        /// A probe request, which was handed on.
        case probe
        /// The end of hostapd.
        case farewell
        /// Another event.
        case event
        /// An answer.
        case answer(HostapdAnswer)
    }

    private var message = [UInt8](repeating: 0, count: HostapdReader.mostMessageBytes)
    private var frame = [UInt8](repeating: 0, count: HostapdProbe.mostBytes)

    /// Takes the next message, and hands a probe request on as a frame that was heard on this frequency in MHz; `nil` when
    /// no message waits.
    mutating func next(
        from socket: borrowing HostapdSocket?, frequencyMegahertz: UInt16?, _ body: FrameHandler
    ) throws(HostapdError) -> Message? {
        guard let count = try socket?.hear(into: &message) else { return nil }
        defer { Self.wipe(&message, count) }
        guard message.first == UInt8(ascii: "<") else { return .answer(HostapdAnswer(message.prefix(count))) }
        let length = Self.write(message, count, frequencyMegahertz, to: &frame)
        guard let length else { return message[3...].starts(with: Self.farewell) ? .farewell : .event }
        handOn(length, body)
        Self.wipe(&frame, length)
        return .probe
    }

    private static func write(
        _ message: [UInt8], _ count: Int, _ frequency: UInt16?, to frame: inout [UInt8]
    ) -> Int? {
        HostapdProbe.write(message.span.extracting(0..<count), frequencyMegahertz: frequency, to: &frame)
    }

    private func handOn(_ length: Int, _ body: FrameHandler) {
        let captured = CapturedFrame(time: SystemClock.wallTime, originalLength: length)
        _ = body(captured, frame.span.extracting(0..<length))
    }

    private static func wipe(_ bytes: inout [UInt8], _ count: Int) {
        unsafe bytes.withUnsafeMutableBytes { bytes in
            if let start = bytes.baseAddress { unsafe explicit_bzero(start, count) }
        }
    }

    /// An event with a whole management frame in hexadecimal.
    private static let mostMessageBytes = 8_192
    /// Source: hostap src/common/wpa_ctrl.h `WPA_EVENT_TERMINATING`.
    private static let farewell = Array("CTRL-EVENT-TERMINATING".utf8)
}
