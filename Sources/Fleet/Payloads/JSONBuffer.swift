import Timekeeping

/// Bytes that grow at their end: what ``JSONText`` writes to.
///
/// This file is the one place of the room that touches raw memory. An array checks at each append whether its storage is
/// shared, and a payload has some eighty appends: measured on replay, raw memory makes a visit event of 750 bytes in
/// a quarter of the time.
@safe struct JSONBuffer: ~Copyable {
    private var base: UnsafeMutableRawPointer
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int) {
        unsafe base = .allocate(byteCount: max(capacity, 1), alignment: 16)
        self.capacity = max(capacity, 1)
    }

    deinit { unsafe base.deallocate() }

    /// What was written.
    var bytes: [UInt8] { unsafe [UInt8](UnsafeRawBufferPointer(start: base, count: count)) }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        reserve(1)
        unsafe base.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
        count &+= 1
    }

    @inline(__always)
    mutating func append(_ text: StaticString) {
        reserve(text.utf8CodeUnitCount)
        unsafe (base + count).copyMemory(from: text.utf8Start, byteCount: text.utf8CodeUnitCount)
        count &+= text.utf8CodeUnitCount
    }

    /// The bytes of a text as they are.
    mutating func append(raw text: String) {
        var text = text
        text.withUTF8 { source in
            guard let start = source.baseAddress else { return }
            reserve(source.count)
            unsafe (base + count).copyMemory(from: start, byteCount: source.count)
            count &+= source.count
        }
    }

    mutating func append(_ time: WallTime) {
        let text = time.rfc3339Bytes
        reserve(24)
        for place in 0..<24 { unsafe base.storeBytes(of: text[place], toByteOffset: count &+ place, as: UInt8.self) }
        count &+= 24
    }

    mutating func append(decimal value: UInt) {
        reserve(20)
        var digits = 1
        var bound: UInt = 10
        while value >= bound, digits < 20 {
            digits &+= 1
            bound = digits == 20 ? .max : bound &* 10
        }
        var rest = value
        for place in stride(from: count &+ digits &- 1, through: count, by: -1) {
            let digit = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
            unsafe base.storeBytes(of: digit, toByteOffset: place, as: UInt8.self)
            rest /= 10
        }
        count &+= digits
    }

    /// A number with three decimals at most, trailing zeros left out; not finite: `null`, which JSON has instead.
    mutating func append(decimal value: Double) {
        guard let thousandths = Int(exactly: (value * 1_000).rounded()) else { return append("null") }
        if thousandths < 0 { append(UInt8(ascii: "-")) }
        let (whole, fraction) = thousandths.magnitude.quotientAndRemainder(dividingBy: 1_000)
        append(decimal: whole)
        guard fraction > 0 else { return }
        append(UInt8(ascii: "."))
        var rest = fraction
        for unit: UInt in [100, 10, 1] where rest > 0 {
            append(UInt8(ascii: "0") + UInt8(rest / unit))
            rest %= unit
        }
    }

    /// 128 bits as text of the form 8-4-4-4-12 hexadecimal digits (RFC 9562 §4).
    mutating func append(uuid words: (UInt64, UInt64)) {
        append(hexadecimal: words.0 >> 32, digits: 8)
        append(UInt8(ascii: "-"))
        append(hexadecimal: words.0 >> 16, digits: 4)
        append(UInt8(ascii: "-"))
        append(hexadecimal: words.0, digits: 4)
        append(UInt8(ascii: "-"))
        append(hexadecimal: words.1 >> 48, digits: 4)
        append(UInt8(ascii: "-"))
        append(hexadecimal: words.1, digits: 12)
    }

    /// The lowest `digits` hexadecimal digits of a word.
    @inline(__always)
    mutating func append(hexadecimal value: UInt64, digits: Int) {
        reserve(digits)
        for digit in 0..<digits {
            let nibble = UInt8(truncatingIfNeeded: value >> UInt64(4 &* (digits &- 1 &- digit))) & 0xF
            let letter = nibble &+ (nibble < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") &- 10)
            unsafe base.storeBytes(of: letter, toByteOffset: count &+ digit, as: UInt8.self)
        }
        count &+= digits
    }

    @inline(__always)
    private mutating func reserve(_ more: Int) {
        if count &+ more > capacity { grow(by: more) }
    }

    private mutating func grow(by more: Int) {
        capacity = max(capacity * 2, count + more)
        let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
        unsafe larger.copyMemory(from: base, byteCount: count)
        unsafe base.deallocate()
        unsafe base = larger
    }
}
