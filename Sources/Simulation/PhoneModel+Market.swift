extension PhoneModel {
    /// The phones that people carry. Shares, rhythms, addresses and sequence numbers are measured ones, condensed to few
    /// models; the element layouts are made by hand after the manner of such phones.
    /// Source: L. Pintor, L. Atzori, "A dataset of labelled device Wi-Fi probe requests", Computer Networks 205 (2022).
    static let market: [PhoneModel] =
        [
            PhoneModel(
                name: "iPhone of 2019 or later", maker: .apple, marketShare: 24, addresses: .perScan(3...13),
                framesPerAddress: 1...2, frameGapSeconds: 0.02...0.03, standbySeconds: 60...270, inUseSeconds: 70...180,
                sequenceNumbers: .random,
                elements: [
                    .networkName, .slowRates, .fastRates, .channel, .highThroughput(0x402D, streams: 2),
                    .extended(0x00, 0x00, 0x0A, 0x00, 0x00, 0x00, 0x00, 0x40), .highEfficiency, .appleVendor,
                    .varyingVendor, .broadcomVendor,
                ]),
            PhoneModel(
                name: "iPhone of 2018", maker: .apple, marketShare: 8, addresses: .perScan(1...1),
                framesPerAddress: 2...4,
                frameGapSeconds: 0.02...0.03, standbySeconds: 75...270, inUseSeconds: 60...140,
                sequenceNumbers: .random,
                elements: [
                    .networkName, .slowRates, .fastRates, .channel, .highThroughput(0x002D, streams: 2),
                    .extended(0x00, 0x00, 0x08, 0x80, 0x00, 0x00, 0x00, 0x40),
                ]),
            PhoneModel(
                name: "iPhone of 2014", maker: .apple, marketShare: 4, addresses: .perScan(1...1),
                framesPerAddress: 2...9,
                frameGapSeconds: 0.02...0.03, standbySeconds: 50...180, inUseSeconds: 40...130,
                sequenceNumbers: .continuing(step: 28),
                elements: [
                    .networkName, .slowRates, .fastRates, .channel, .highThroughput(0x0021, streams: 1),
                    .extended(0x04, 0x00, 0x08, 0x80, 0x00, 0x00, 0x00), .interworking, .appleVendor, .varyingVendor,
                    .broadcomVendor,
                ]),
        ] + samsung + otherAndroid

    private static let samsung: [PhoneModel] = [
        PhoneModel(
            name: "Galaxy S", maker: .samsung, marketShare: 12, addresses: .perScan(1...1), framesPerAddress: 5...12,
            frameGapSeconds: 0.02...0.04, standbySeconds: 43...160, inUseSeconds: 30...120, sequenceNumbers: .random,
            elements: [
                .networkName, .slowRates, .fastRates, .channel, .highThroughput(0x1163, streams: 2),
                .extended(0x04, 0x00, 0x0A, 0x02, 0x01, 0x00, 0x00, 0x40), .veryHighThroughput, .highEfficiency,
                .varyingVendor, .broadcomVendor,
            ]),
        PhoneModel(
            name: "Galaxy A", maker: .samsung, marketShare: 10, addresses: .perScan(1...1), framesPerAddress: 6...14,
            frameGapSeconds: 0.03...0.05, standbySeconds: 60...140, inUseSeconds: 40...120,
            sequenceNumbers: .continuing(step: 12),
            elements: [
                .networkName, .slowRates, .fastRates, .channel, .highThroughput(0x0021, streams: 1),
                .extended(0x00, 0x00, 0x08, 0x80, 0x01), .broadcomVendor,
            ]),
        PhoneModel(
            name: "Galaxy M", maker: .samsung, marketShare: 8, addresses: .perScanUnlessInUse, framesPerAddress: 5...9,
            frameGapSeconds: 0.03...0.05, standbySeconds: 100...160, inUseSeconds: 40...160, sequenceNumbers: .random,
            elements: [
                .networkName, .eightRates, .lastRates, .channel, .highThroughput(0x012D, streams: 1),
                .extended(0x01, 0x00, 0x08, 0x00, 0x00, 0x00, 0x00, 0x40, 0x80), .varyingVendor,
            ]),
    ]

    private static let otherAndroid: [PhoneModel] = [
        PhoneModel(
            name: "Pixel", maker: .otherAndroid, marketShare: 8, addresses: .perScan(1...1), framesPerAddress: 5...10,
            frameGapSeconds: 0.02...0.03, standbySeconds: 43...120, inUseSeconds: 30...100, sequenceNumbers: .random,
            elements: [
                .networkName, .slowRates, .fastRates, .channel, .highThroughput(0x19EF, streams: 2),
                .extended(0x04, 0x00, 0x4A, 0x02, 0x00, 0x00, 0x40, 0x40, 0x00, 0x01), .veryHighThroughput,
                .highEfficiency, .multibandVendor, .peerToPeerVendor,
            ]),
        PhoneModel(
            name: "Redmi", maker: .otherAndroid, marketShare: 6, addresses: .perScan(7...9), framesPerAddress: 1...2,
            frameGapSeconds: 0.02...0.03, standbySeconds: 20...75, inUseSeconds: 13...25, sequenceNumbers: .random,
            elements: [
                .networkName, .slowRates, .fastRates, .channel, .highThroughput(0x016E, streams: 1),
                .extended(0x00, 0x00, 0x0A, 0x02, 0x01), .varyingVendor,
            ]),
        PhoneModel(
            name: "OnePlus", maker: .otherAndroid, marketShare: 8, addresses: .perScan(1...1), framesPerAddress: 5...9,
            frameGapSeconds: 0.02...0.04, standbySeconds: 60...180, inUseSeconds: 15...40,
            sequenceNumbers: .continuing(step: 5),
            elements: [
                .networkName, .slowRates, .fastRates, .channel, .highThroughput(0x01EF, streams: 2),
                .extended(0x05, 0x00, 0x08, 0x82, 0x00, 0x00, 0x00, 0x40), .veryHighThroughput, .varyingVendor,
                .multibandVendor,
            ]),
        PhoneModel(
            name: "Honor", maker: .otherAndroid, marketShare: 8, addresses: .perScan(1...1), framesPerAddress: 7...14,
            frameGapSeconds: 0.02...0.03, standbySeconds: 30...110, inUseSeconds: 20...63,
            sequenceNumbers: .continuing(step: 19),
            elements: [
                .networkName, .slowRates, .fastRates, .channel, .highThroughput(0x11EE, streams: 1),
                .extended(0x00, 0x00, 0x08, 0x80, 0x01, 0x40, 0x00, 0x40), .broadcomVendor, .varyingVendor,
            ]),
        PhoneModel(
            name: "phone of before 2015", maker: .legacy, marketShare: 4, addresses: .factory, framesPerAddress: 3...9,
            frameGapSeconds: 0.02...0.06, standbySeconds: 15...30, inUseSeconds: 12...20,
            sequenceNumbers: .continuing(step: 41),
            elements: [
                .networkName, .basicRates, .channel, .lastRates, .highThroughput(0x102C, streams: 1),
                .extended(0x01),
            ]),
    ]
}
