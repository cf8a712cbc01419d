public import Timekeeping
public import Uplink

/// What the ledger calls, all from its own thread; none may block it for long.
public struct LedgerHooks: Sendable {
    /// The message is safe, and the next one in order to be sent. Without a receipt, the disk did not take it.
    public var deliver: @Sendable (Publication, Receipt?) -> Void = { _, _ in }
    /// Whether a message is another's to say once that one speaks in the agent's stead.
    public var isAnothers: @Sendable (Publication) -> Bool = { _ in false }
    /// Puts its number into a testament.
    public var number: @Sendable (_ payload: [UInt8], _ sequence: Int) -> [UInt8] = { payload, _ in payload }
    /// Moves all times in a payload, and lets it say that its clock is right.
    public var redate: @Sendable (_ payload: [UInt8], _ by: Interval) -> [UInt8] = { payload, _ in payload }
    /// Something went wrong with the disk, or nothing is wrong any more.
    public var onTrouble: @Sendable (LedgerError?) -> Void = { _ in }
    /// So many more messages are on the disk, and survive whatever comes.
    public var onCommit: @Sendable (_ messages: [Publication]) -> Void = { _ in }

    /// Hooks that do nothing.
    public init() {}
}
