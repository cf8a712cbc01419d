/// An event of hostapd about a probe request, made into the frame that an adapter would have captured: it goes the way
/// of all frames, and no other part of the agent learns what it says.
///
/// Source: hostap src/ap/beacon.c `handle_probe_req`: `<3>RX-PROBE-REQUEST sa=… signal=…`, in later versions with
/// ` buf=` and the frame in hexadecimal where `notify_mgmt_frames=1` is set.
enum HostapdProbe {
    /// The longest frame that is made: a radiotap header and a management frame (IEEE 802.11-2020 §9.2.4.7.1: 2304 bytes of
    /// body).
    static let mostBytes = 2_400

    /// Writes the frame over the beginning of `frame`, which has ``mostBytes``; its length, or `nil` when `event` is about
    /// something else or cannot be read.
    static func write(_ event: Span<UInt8>, frequencyMegahertz: UInt16?, to frame: inout [UInt8]) -> Int? {
        guard var place = begin(of: event) else { return nil }
        var sender: Int?
        var level: Int8?
        var whole: Range<Int>?
        while place < event.count {
            let end = end(ofWordAt: place, in: event)
            if matches("sa=", event, at: place) { sender = place + 3 }
            if matches("signal=", event, at: place) { level = number(in: event, place + 7..<end) }
            if matches("buf=", event, at: place) { whole = place + 4..<end }
            place = end + 1
        }
        guard let sender else { return nil }
        let start = writeHeader(frequencyMegahertz, level: level, to: &frame)
        if let whole { return writeBytes(event, whole, separated: false, to: &frame, at: start) }
        return writeRequest(event, sender: sender, to: &frame, at: start)
    }

    /// Where the words of the event begin: behind its priority and its name.
    private static func begin(of event: Span<UInt8>) -> Int? {
        guard event.count > 3, event[0] == UInt8(ascii: "<"), event[2] == UInt8(ascii: ">"),
            matches(name, event, at: 3)
        else { return nil }
        return 3 + name.utf8CodeUnitCount
    }

    /// A radiotap header with what hostapd knows. Source: radiotap.org/fields (Channel, Antenna signal).
    private static func writeHeader(_ frequency: UInt16?, level: Int8?, to frame: inout [UInt8]) -> Int {
        // 0 dBm stands for a driver that does not say.
        let level = level == 0 ? nil : level
        let present: UInt8 = (frequency == nil ? 0 : 1 << 3) | (level == nil ? 0 : 1 << 5)
        var length = 8
        if let frequency {
            for byte in [UInt8(frequency & 0xFF), UInt8(frequency >> 8), 0, 0] {
                frame[length] = byte
                length += 1
            }
        }
        if let level {
            frame[length] = UInt8(bitPattern: level)
            length += 1
        }
        for (index, byte) in [0, 0, UInt8(length), 0, present, 0, 0, 0].enumerated() { frame[index] = byte }
        return length
    }

    /// A probe request of which only the sender is known: to everybody, without elements.
    private static func writeRequest(
        _ event: Span<UInt8>, sender: Int, to frame: inout [UInt8], at start: Int
    ) -> Int? {
        let (transmitter, end) = (start + 10, start + 24)
        for index in start..<end { frame[index] = 0 }
        frame[start] = 0x40  // a management frame, subtype probe request: IEEE 802.11-2020 §9.2.4.1.3
        for index in 0..<6 { (frame[start + 4 + index], frame[start + 16 + index]) = (0xFF, 0xFF) }
        let text = sender..<sender + 17
        guard text.upperBound <= event.count else { return nil }
        return writeBytes(event, text, separated: true, to: &frame, at: transmitter) == nil ? nil : end
    }

    /// Writes what `text` says in hexadecimal, and answers where that ends.
    private static func writeBytes(
        _ event: Span<UInt8>, _ text: Range<Int>, separated: Bool, to frame: inout [UInt8], at start: Int
    ) -> Int? {
        var place = start
        for index in stride(from: text.lowerBound, to: text.upperBound, by: separated ? 3 : 2) {
            guard index + 1 < text.upperBound, place < frame.count, let high = digit(event[index]),
                let low = digit(event[index + 1])
            else { return nil }
            frame[place] = high << 4 | low
            place += 1
        }
        return place
    }

    private static func number(in event: Span<UInt8>, _ text: Range<Int>) -> Int8? {
        guard !text.isEmpty else { return nil }
        let isNegative = event[text.lowerBound] == UInt8(ascii: "-")
        var value = 0
        for index in text.dropFirst(isNegative ? 1 : 0) {
            guard let digit = digit(event[index]), digit < 10, value < 1_000 else { return nil }
            value = value * 10 + Int(digit)
        }
        return Int8(exactly: isNegative ? -value : value)
    }

    private static func digit(_ character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): character - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    private static func end(ofWordAt place: Int, in event: Span<UInt8>) -> Int {
        var end = place
        while end < event.count, event[end] != UInt8(ascii: " "), event[end] != UInt8(ascii: "\n") { end += 1 }
        return end
    }

    private static func matches(_ word: StaticString, _ event: Span<UInt8>, at place: Int) -> Bool {
        let count = word.utf8CodeUnitCount
        guard place + count <= event.count else { return false }
        return (0..<count).allSatisfy { unsafe word.utf8Start[$0] == event[place + $0] }
    }

    private static let name: StaticString = "RX-PROBE-REQUEST "
}
