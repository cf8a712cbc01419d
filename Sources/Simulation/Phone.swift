import Timekeeping

/// One phone: a model, what its owner does with it, and what it remembers from scan to scan.
struct Phone: Sendable {
    /// What the phone is doing, which decides how often it scans.
    enum Use: CaseIterable, Sendable {
        case standby, powerSaving, inUse, inUseSavingPower, wirelessOffStandby, wirelessOffInUse
    }

    let model: PhoneModel
    let use: Use
    /// The address and the name that it keeps for a network that it is connected to.
    let connection: (address: UInt64, name: [UInt8])?
    /// How much stronger than usual it is heard, in dB: transmit power, hand, pocket.
    let levelOffsetDB: Double
    private let periodSeconds: Double
    private let keptAddress: UInt64
    private var sequenceNumber: UInt16

    /// A phone as one in the market would be; `guestNetwork` when it is connected to the shop's.
    init(guestNetwork: [UInt8]?, using generator: inout some RandomNumberGenerator) {
        let market = PhoneModel.market
        model = market[generator.index(weightedBy: market.map(\.marketShare))]
        use = Use.allCases[generator.index(weightedBy: [0.50, 0.15, 0.15, 0.05, 0.10, 0.05])]
        connection = guestNetwork.map { (randomAddress(using: &generator), $0) }
        levelOffsetDB = generator.normal(deviation: 5)
        let usual = generator.logUniform(in: use.isScreenOn ? model.inUseSeconds : model.standbySeconds)
        periodSeconds = use.period(usual: usual, using: &generator) * (guestNetwork == nil ? 1 : 1.3)
        if case .factory = model.addresses {
            keptAddress = factoryAddress(using: &generator)
        } else {
            keptAddress = randomAddress(using: &generator)
        }
        sequenceNumber = UInt16(truncatingIfNeeded: generator.next()) & 0xFFF
    }

    /// The time until the next scan: mostly the phone's own period, often exactly; sometimes soon again.
    mutating func nextGap(using generator: inout some RandomNumberGenerator) -> Interval {
        let soonAgain = !use.isWirelessOff && generator.happens(0.22)
        let seconds =
            soonAgain
            ? generator.uniform(in: 9...20)
            : max(5, periodSeconds * generator.normal(mean: 1, deviation: 0.03))
        return Interval(fractionOfSeconds: seconds)
    }

    /// The frames that it sends on `channel` in one scan, and how long after the scan's start.
    mutating func scan(
        on channel: UInt8, using generator: inout some RandomNumberGenerator
    ) -> [(delay: Interval, frame: [UInt8])] {
        let name = requestedName(using: &generator)
        let varying = UInt8(truncatingIfNeeded: generator.next()) & 0x77
        var delay = 0.0
        var frames: [(delay: Interval, frame: [UInt8])] = []
        if case .continuing(let step) = model.sequenceNumbers { sequenceNumber &+= step }
        for address in addressesOfScan(using: &generator) {
            if case .random = model.sequenceNumbers { sequenceNumber = UInt16(truncatingIfNeeded: generator.next()) }
            for index in 0..<generator.integer(in: model.framesPerAddress) {
                let isDirected = index == 0 && !name.isEmpty
                let request = ProbeRequestTemplate(
                    transmitter: address, sequenceNumber: sequenceNumber & 0xFFF, name: isDirected ? name : [],
                    channel: channel, varying: varying, elements: model.elements)
                frames.append((Interval(fractionOfSeconds: delay), request.bytes))
                sequenceNumber &+= 1
                delay += generator.uniform(in: model.frameGapSeconds)
            }
        }
        return frames
    }

    private func addressesOfScan(using generator: inout some RandomNumberGenerator) -> [UInt64] {
        if let connection { return [connection.address] }
        switch model.addresses {
        case .factory: return [keptAddress]
        case .perScanUnlessInUse: return [use.isScreenOn ? keptAddress : randomAddress(using: &generator)]
        case .perScan(let range):
            return (0..<generator.integer(in: range)).map { _ in randomAddress(using: &generator) }
        }
    }

    private func requestedName(using generator: inout some RandomNumberGenerator) -> [UInt8] {
        let directedShare = connection == nil ? 0.10 : 0.5
        guard generator.happens(directedShare) else { return [] }
        return connection?.name ?? Array("home-\(generator.integer(in: 1000...9999))".utf8)
    }
}

extension Phone.Use {
    var isScreenOn: Bool { self == .inUse || self == .inUseSavingPower || self == .wirelessOffInUse }

    var isWirelessOff: Bool { self == .wirelessOffStandby || self == .wirelessOffInUse }

    /// Phones whose Wi-Fi is "off" go on scanning for their location services, every five to eight minutes.
    func period(usual: Double, using generator: inout some RandomNumberGenerator) -> Double {
        switch self {
        case .standby, .inUse: usual
        case .powerSaving, .inUseSavingPower: usual * 1.4
        case .wirelessOffStandby, .wirelessOffInUse: generator.uniform(in: 300...480)
        }
    }
}
