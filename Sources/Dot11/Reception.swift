/// What a receiver noted of a frame, as far as its link header says.
public struct Reception: Sendable {
    /// Centre frequency of the channel in MHz; `nil` when not said.
    public var frequencyMegahertz: UInt16?
    /// Level of the whole frame in dBm (the first level in the header); `nil` when not said.
    public var signalDBm: Int8?
    /// Level of the noise in dBm (the first one in the header); `nil` when not said.
    public var noiseDBm: Int8?
    /// Levels in dBm at each antenna, in the order of the header; empty when not said.
    public var antennaSignalsDBm = AntennaLevels()

    /// A reception of which nothing is said.
    public init() {}

    @inline(__always)
    mutating func note(signalDBm level: Int8) {
        if signalDBm == nil { signalDBm = level } else { antennaSignalsDBm.append(level) }
    }
}

/// Up to eight levels in dBm, kept without an allocation. A radio with more chains loses the rest.
public struct AntennaLevels: Sendable, Equatable {
    /// How many levels are kept: radios have at most eight chains today.
    public static let capacity = 8

    private var packed: UInt64 = 0
    private var length: UInt8 = 0

    /// No levels.
    public init() {}

    mutating func append(_ level: Int8) {
        guard length < UInt8(Self.capacity) else { return }
        packed |= UInt64(UInt8(bitPattern: level)) << (8 * UInt64(length))
        length += 1
    }
}

extension AntennaLevels: RandomAccessCollection {
    public var startIndex: Int { 0 }
    public var endIndex: Int { Int(length) }
    public subscript(position: Int) -> Int8 {
        precondition(indices.contains(position), "an antenna has a number below the count")
        return Int8(truncatingIfNeeded: packed >> (8 * UInt64(position)))
    }
}
