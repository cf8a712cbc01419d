/// A part of the spectrum in which 802.11 works.
public enum Band: UInt8, CaseIterable, Comparable, Sendable {
    /// 2.4 GHz: channels 1 to 14, 5 MHz apart, which overlap.
    case twoPointFourGigahertz
    /// 5 GHz, with the channels around 4.9 GHz that Japan uses.
    case fiveGigahertz
    /// 6 GHz.
    case sixGigahertz

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension Band: CustomStringConvertible {
    /// `2.4 GHz`, `5 GHz`, `6 GHz`.
    public var description: String {
        switch self {
        case .twoPointFourGigahertz: "2.4 GHz"
        case .fiveGigahertz: "5 GHz"
        case .sixGigahertz: "6 GHz"
        }
    }
}
