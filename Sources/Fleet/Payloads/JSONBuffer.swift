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
        unsafe base.storeBytes(of: text, toByteOffset: count, as: InlineArray<24, UInt8>.self)
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

    /// A number with three decimals at most, trailing zeros left out; not finite, or beyond 9e15: `null`.
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
        reserve(36)
        let (high, low) = (eightHexadecimalDigits(words.0 >> 32), eightHexadecimalDigits(words.0))
        let (clock, node) = (eightHexadecimalDigits(words.1 >> 32), eightHexadecimalDigits(words.1))
        // Eight at a time; what is too much is written over by the next ones.
        store(high, at: 0)
        store(low << 8, at: 8)
        store(low >> 32, at: 14)
        store(clock, at: 19)
        store(clock >> 32, at: 24)
        store(node, at: 28)
        let hyphen = UInt8(ascii: "-")
        unsafe base.storeBytes(of: hyphen, toByteOffset: count &+ 8, as: UInt8.self)
        unsafe base.storeBytes(of: hyphen, toByteOffset: count &+ 13, as: UInt8.self)
        unsafe base.storeBytes(of: hyphen, toByteOffset: count &+ 18, as: UInt8.self)
        unsafe base.storeBytes(of: hyphen, toByteOffset: count &+ 23, as: UInt8.self)
        count &+= 36
    }

    /// Writes eight bytes behind the end, the lowest first.
    @inline(__always)
    private func store(_ octets: UInt64, at offset: Int) {
        unsafe base.storeBytes(of: octets.littleEndian, toByteOffset: count &+ offset, as: UInt64.self)
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

/// The digits of the lower 32 bits of a word, the first one in the lowest byte: all eight are made at once.
@inline(__always)
private func eightHexadecimalDigits(_ word: UInt64) -> UInt64 {
    var digits = UInt64(UInt32(truncatingIfNeeded: word).byteSwapped)
    digits = (digits | digits << 16) & 0x0000_FFFF_0000_FFFF
    digits = (digits | digits << 8) & 0x00FF_00FF_00FF_00FF
    digits = (digits >> 4 | digits << 8) & 0x0F0F_0F0F_0F0F_0F0F
    let letters = (digits &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
    return digits &+ 0x3030_3030_3030_3030 &+ letters &* 39  // "a" stands 39 places behind "9" + 1
}
