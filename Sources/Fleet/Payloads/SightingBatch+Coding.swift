public import Locating
import Privacy
import Timekeeping

/// A batch of sightings on the wire, version 1: 10 octets for most scans, 14 while the former epoch's key is there.
///
/// ```
/// version          1 octet, 1
/// flags            1 octet: 1 clock kept right, 2 radio listens, 4 radio stays on one channel, 8 there is a key
/// boot             number, milliseconds since 1970
/// sequence         number
/// epoch            number, with flag 8
/// chain            4 octets, with flag 8
/// until            number, units of 100 µs since 1970
/// frequency        2 octets, MHz, with flag 4
/// dropped scans    number
/// scans            number, then so many of:
///   flags          1 octet: 1 random address, 2 directed, 4 former tag, 8 a channel of its own; frames << 4, 0 for more
///   frames         1 octet, with 0 above
///   age            signed number, 100 µs: until less the first frame's time
///   tag            4 octets
///   former tag     4 octets, with flag 4
///   signature      2 octets
///   level          1 octet, half decibels below 0 dBm
///   frequency      2 octets, MHz, with flag 8; 0 for unknown
/// ```
extension SightingBatch {
    /// The batch as octets. Times are cut to 100 µs, `boot` to milliseconds, levels rounded to half decibels.
    public var encoded: [UInt8] {
        var writer = CompactWriter()
        writer.byte(Self.version)
        writer.byte(
            (isSynchronised ? 1 : 0) | (isListening ? 2 : 0) | (frequencyMegahertz == nil ? 0 : 4)
                | (key == nil ? 0 : 8))
        writer.number(Int(boot.nanoseconds / 1_000_000))
        writer.number(sequence)
        if let key {
            writer.number(Int(key.epoch))
            writer.fixed(key.chain)
        }
        writer.number(Self.units(until))
        if let frequencyMegahertz { writer.fixed(frequencyMegahertz) }
        writer.number(droppedScans)
        let scans = self.scans.prefix(Self.mostScans)
        writer.number(scans.count)
        for scan in scans { write(scan, to: &writer) }
        return writer.bytes
    }

    /// Reads a batch.
    ///
    /// - Throws: ``CompactError`` for whatever is not exactly a batch of a known version.
    public init(decoding bytes: [UInt8]) throws(CompactError) {
        var reader = CompactReader(bytes)
        let version = try reader.byte()
        guard version == Self.version else { throw .unknownVersion(version) }
        let flags = try reader.byte()
        guard flags & ~15 == 0 else { throw .impossibleValue("flag") }
        let boot = WallTime(nanoseconds: try Self.time(try reader.number(), unit: 1_000_000))
        let sequence = try reader.number()
        let key = flags & 8 == 0 ? nil : try Self.key(from: &reader)
        let until = WallTime(nanoseconds: try Self.time(try reader.number(), unit: Self.unit))
        let frequency = flags & 4 == 0 ? nil : try reader.fixed(UInt16.self)
        let dropped = try reader.number()
        let count = try reader.number()
        guard count <= Self.mostScans, count * Self.leastBytes <= reader.remaining else { throw .tooMany(count) }
        self.init(
            boot: boot, sequence: sequence, key: key, until: until, isSynchronised: flags & 1 != 0,
            isListening: flags & 2 != 0, frequencyMegahertz: frequency, droppedScans: dropped)
        scans.reserveCapacity(count)
        for _ in 0..<count { scans.append(try scan(from: &reader)) }
        try reader.finish()
    }

    private static func key(from reader: inout CompactReader) throws(CompactError) -> KeyName {
        KeyName(epoch: Int64(try reader.number()), chain: try reader.fixed(UInt32.self))
    }

    private func write(_ scan: SensorScan, to writer: inout CompactWriter) {
        let frames = UInt8(clamping: scan.frames)
        let hasOwnChannel = scan.frequencyMegahertz != frequencyMegahertz
        writer.byte(
            (scan.isRandomised ? 1 : 0) | (scan.isDirected ? 2 : 0) | (scan.formerTag == nil ? 0 : 4)
                | (hasOwnChannel ? 8 : 0) | (frames < 16 ? frames << 4 : 0))
        if frames >= 16 { writer.byte(frames) }
        writer.signedNumber(Self.units(until) - Self.units(scan.time))
        writer.fixed(scan.tag.bits)
        if let former = scan.formerTag { writer.fixed(former.bits) }
        writer.fixed(scan.signature.bits)
        writer.byte(scan.levelDBm.isFinite ? UInt8(min(max(-2 * scan.levelDBm, 0), 255).rounded()) : .max)
        if hasOwnChannel { writer.fixed(scan.frequencyMegahertz ?? 0) }
    }

    private func scan(from reader: inout CompactReader) throws(CompactError) -> SensorScan {
        let flags = try reader.byte()
        let frames = flags >> 4 == 0 ? Int(try reader.byte()) : Int(flags >> 4)
        guard frames > 0 else { throw .impossibleValue("number of frames") }
        let age = try reader.signedNumber()
        let time = WallTime(nanoseconds: try Self.time(Self.units(until) - age, unit: Self.unit))
        let tag = Tag(bits: try reader.fixed(UInt32.self))
        let former = flags & 4 == 0 ? nil : Tag(bits: try reader.fixed(UInt32.self))
        let signature = SignatureClass(bits: try reader.fixed(UInt16.self))
        let level = -Double(try reader.byte()) / 2
        let own = flags & 8 == 0 ? frequencyMegahertz : try reader.fixed(UInt16.self)
        return SensorScan(
            time: time, tag: tag, formerTag: former, signature: signature, frames: frames, levelDBm: level,
            frequencyMegahertz: own == 0 ? nil : own, isRandomised: flags & 1 != 0, isDirected: flags & 2 != 0)
    }

    private static func units(_ time: WallTime) -> Int { Int(time.nanoseconds / unit) }

    private static func time(_ value: Int, unit: Int64) throws(CompactError) -> Int64 {
        let (nanoseconds, overflow) = Int64(value).multipliedReportingOverflow(by: unit)
        guard !overflow, nanoseconds >= 0 else { throw .impossibleValue("time") }
        return nanoseconds
    }

    private static let version: UInt8 = 1
    /// Nanoseconds of a unit of time.
    private static let unit: Int64 = 100_000
    /// A scan takes no less.
    private static let leastBytes = 9
}
