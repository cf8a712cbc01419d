/// A frame as it leaves an antenna; what each sensor gets of it is the affair of its ``RadioChannel``.
struct Transmission: Sendable {
    /// The 802.11 bytes without the check sequence.
    var frame: [UInt8]
    /// Where the antenna is.
    var place: Point
    /// How much stronger than a usual phone, in dB.
    var levelOffsetDB: Double
    /// In units of 500 kb/s, as radiotap counts.
    var rate: UInt8
}
