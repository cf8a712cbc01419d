/// How a model of phone looks for networks.
struct PhoneModel: Sendable {
    /// Who makes it; the shares of the makers are those of the market.
    enum Maker: Sendable { case apple, samsung, otherAndroid, legacy }

    /// What the 12-bit sequence number does from scan to scan.
    enum SequenceNumbers: Sendable {
        /// It starts anywhere at each address.
        case random
        /// It goes on, plus so many: what the phone sent on other channels.
        case continuing(step: UInt16)
    }

    /// Which transmitter address it uses while it is not connected.
    enum Addresses: Sendable {
        /// So many new random ones in each scan.
        case perScan(ClosedRange<Int>)
        /// A new random one in each scan, but one and the same while the screen is on.
        case perScanUnlessInUse
        /// The one that the factory gave it.
        case factory
    }

    let name: String
    let maker: Maker
    /// Share of all phones, in percent.
    let marketShare: Double
    let addresses: Addresses
    /// Frames that one address sends on one channel in one scan.
    let framesPerAddress: ClosedRange<Int>
    /// Time between two frames of a scan, in seconds.
    let frameGapSeconds: ClosedRange<Double>
    /// Usual time between two scans with the screen off, in seconds; each phone has its own.
    let standbySeconds: ClosedRange<Double>
    /// The same with the screen on.
    let inUseSeconds: ClosedRange<Double>
    let sequenceNumbers: SequenceNumbers
    /// What stands in its probe requests, in this order.
    let elements: [ElementTemplate]
}
