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
