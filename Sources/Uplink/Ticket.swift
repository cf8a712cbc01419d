/// The number of a submission: it rises with each, and stays the same however often the message is sent again.
public struct Ticket: Comparable, Hashable, Sendable {
    /// The number, from 0.
    public let number: UInt64

    /// Later than any.
    static let never = Self(number: .max)

    public static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}
