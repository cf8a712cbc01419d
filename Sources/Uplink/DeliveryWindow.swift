/// Which messages of the ledger are with the uplink, and which may be forgotten.
///
/// The ledger hands over in order, no more than fit the window; what the broker has is removed in groups.
public struct DeliveryWindow: Equatable, Sendable {
    /// The most messages that are with the uplink.
    public let messageCount: Int
    /// The most bytes, topics and payloads; one message may always go.
    public let byteCount: Int
    /// The last one that was handed over.
    public private(set) var last = Receipt(number: 0)
    private var sizes: [Receipt: Int] = [:]
    private var bytes = 0
    private var removable: [Receipt] = []

    /// An empty window.
    public init(messageCount: Int, byteCount: Int) {
        self.messageCount = messageCount
        self.byteCount = byteCount
    }

    /// How many messages are with the uplink.
    public var outstandingCount: Int { sizes.count }

    /// How many messages are settled and not yet removed.
    public var removableCount: Int { removable.count }

    /// How many more messages may be handed over.
    public var room: Int { bytes >= byteCount ? 0 : max(0, messageCount - sizes.count) }

    /// A message is with the uplink.
    public mutating func handedOver(_ receipt: Receipt, byteCount: Int) {
        precondition(receipt > last, "messages are handed over in order, each once")
        last = receipt
        sizes[receipt] = byteCount
        bytes += byteCount
    }

    /// The uplink is done with a message. What it dropped stays in the ledger, for the next start.
    public mutating func settled(_ settlement: Settlement) {
        guard let size = sizes.removeValue(forKey: settlement.receipt) else { return }
        bytes -= size
        if settlement.outcome != .dropped { removable.append(settlement.receipt) }
    }

    /// The messages to remove, as ranges without holes, in order.
    public mutating func takeRemovable() -> [ClosedRange<Int64>] {
        defer { removable.removeAll(keepingCapacity: true) }
        return removable.sorted().reduce(into: []) { ranges, receipt in
            if let range = ranges.last, range.upperBound + 1 == receipt.number {
                ranges[ranges.count - 1] = range.lowerBound...receipt.number
            } else {
                ranges.append(receipt.number...receipt.number)
            }
        }
    }
}
