/// The ledger's name for a message that it keeps: it rises with each.
public struct Receipt: Comparable, Hashable, Sendable {
    /// The number, from 1.
    public let number: Int64

    /// The name of this number.
    public init(number: Int64) { self.number = number }

    public static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

/// What became of a message that the ledger keeps.
public struct Settlement: Equatable, Sendable {
    /// What became of it.
    public enum Outcome: Equatable, Sendable {
        /// The broker has it.
        case acknowledged
        /// The broker, or the client library, will never take it.
        case refused
        /// It had no room, or no more time: the ledger still has it.
        case dropped
    }

    /// Which message.
    public let receipt: Receipt
    /// What became of it.
    public let outcome: Outcome

    /// The settlement of a message.
    public init(receipt: Receipt, outcome: Outcome) {
        self.receipt = receipt
        self.outcome = outcome
    }
}
