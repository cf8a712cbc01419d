/// When the clocks of a place are how far from UTC.
///
/// Source: RFC 8536 (TZif). Transitions up to the last one in the file; after it, the rule in the footer.
public struct TimeZoneRules: Equatable, Sendable {
    /// The clocks show UTC.
    public static let utc = TimeZoneRules(instants: [], offsets: [0], rule: nil)

    /// The instants of the transitions, in seconds since 1970, rising.
    private let instants: [Int64]
    /// The offset before the first transition, and after each, in seconds east of UTC.
    private let offsets: [Int]
    private let rule: YearlyClockChange?

    private init(instants: [Int64], offsets: [Int], rule: YearlyClockChange?) {
        self.instants = instants
        self.offsets = offsets
        self.rule = rule
    }

    /// Reads a file such as /usr/share/zoneinfo/Europe/Berlin; `nil` when it is none, or older than version 2.
    public init?(tzif bytes: [UInt8]) {
        guard let first = Header(bytes, at: 0), first.version >= 2,
            let header = Header(bytes, at: 44 + first.bodyLength(timeSize: 4)), header.types > 0
        else { return nil }
        let times = header.start
        let kinds = times + header.transitions * 8
        let types = kinds + header.transitions
        let end = header.start + header.bodyLength(timeSize: 8)
        guard end <= bytes.count else { return nil }
        var offsets: [Int] = []
        for type in 0..<header.types {
            offsets.append(Int(Int32(truncatingIfNeeded: bytes.integer(at: types + type * 6, bytes: 4))))
        }
        var instants: [Int64] = []
        var used = [offsets[0]]
        for index in 0..<header.transitions {
            let type = Int(bytes[kinds + index])
            let instant = bytes.integer(at: times + index * 8, bytes: 8)
            guard type < offsets.count, instants.last.map({ $0 < instant }) ?? true else { return nil }
            instants.append(instant)
            used.append(offsets[type])
        }
        let footer = bytes[end...].dropFirst().prefix { $0 != UInt8(ascii: "\n") }
        var rule: YearlyClockChange?
        if !footer.isEmpty {
            rule = YearlyClockChange(posix: footer)
            guard rule != nil else { return nil }
        }
        self.init(instants: instants, offsets: used, rule: rule)
    }

    /// How far the clocks are before UTC, in seconds.
    public func offsetSeconds(at time: WallTime) -> Int {
        let second = flooredDivision(time.nanoseconds, by: 1_000_000_000).quotient
        if second >= instants.last ?? .min, let rule { return rule.offsetSeconds(at: second) }
        var (low, high) = (0, instants.count)
        while low < high {
            let middle = (low + high) / 2
            if instants[middle] <= second { low = middle + 1 } else { high = middle }
        }
        return offsets[low]
    }

    /// What the clocks show, as an instant that reads so in UTC.
    public func local(_ time: WallTime) -> WallTime { time + .seconds(Int64(offsetSeconds(at: time))) }

    /// The hour that the clocks show, 0 to 23.
    public func hour(at time: WallTime) -> Int { CivilTime(local(time)).secondOfDay / 3_600 }

    private struct Header {
        let version: Int
        let start: Int
        let transitions, types: Int
        private let indicators, standards, leaps, characters: Int

        init?(_ bytes: [UInt8], at offset: Int) {
            guard offset + 44 <= bytes.count, bytes[offset..<offset + 4].elementsEqual("TZif".utf8) else { return nil }
            version = Int(bytes[offset + 4]) - 0x30
            start = offset + 44
            var counts: [Int] = []
            for field in 0..<6 { counts.append(Int(bytes.integer(at: offset + 20 + field * 4, bytes: 4))) }
            guard counts.allSatisfy({ (0...100_000).contains($0) }) else { return nil }
            (indicators, standards, leaps) = (counts[0], counts[1], counts[2])
            (transitions, types, characters) = (counts[3], counts[4], counts[5])
        }

        func bodyLength(timeSize: Int) -> Int {
            transitions * (timeSize + 1) + types * 6 + characters + leaps * (timeSize + 4) + standards + indicators
        }
    }
}

extension [UInt8] {
    /// A number in network order, signed when it has eight bytes.
    fileprivate func integer(at offset: Int, bytes: Int) -> Int64 {
        var value: UInt64 = 0
        for index in offset..<offset + bytes { value = value << 8 | UInt64(self[index]) }
        return Int64(bitPattern: value)
    }
}
