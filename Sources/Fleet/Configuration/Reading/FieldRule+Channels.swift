import Survey

extension FieldRule where Value == String {
    /// An adapter, as `AdapterSelection` reads it: `any`, `phy0`, `usb:1-1.2`, or an interface's name.
    static let adapter = Self(
        expectation: "any, phy0, usb:1-1.2, the name of a wireless interface, or none", example: "any",
        decode: { content throws(FieldFault) in
            guard case .string(let text) = content else { throw notText(content) }
            let isPort = text.hasPrefix("usb:") && TextRule.isUSBPath(text.dropFirst(4))
            guard isPort || TextRule.isInterfaceName(text) else { throw FieldFault(kind: .outOfRange) }
            return text
        },
        encode: { .string($0) },
        schema: .text(pattern: "^(?:usb:[0-9]+-[0-9]+(?:\\.[0-9]+)*|(?!\\.{1,2}$)[!-.0-9;-~]{1,15})$"))
}

extension FieldRule where Value == [String] {
    /// Two to eight adapters; `any` may stand more than once.
    static let adapters = Self(
        expectation: "a list of 2 to 8 adapters, each any, phy0, usb:1-1.2, or the name of a wireless interface",
        example: "[usb:1-1.1, usb:1-1.2]",
        decode: { content throws(FieldFault) in
            guard case .array(let elements) = content else { throw FieldFault(kind: .wrongType) }
            guard (2...8).contains(elements.count) else { throw FieldFault(kind: .outOfRange) }
            var list: [String] = []
            for element in elements {
                let adapter = try FieldRule<String>.adapter.decode(element.content)
                guard adapter == "any" || !list.contains(adapter) else {
                    throw FieldFault(kind: .outOfRange, message: "names \(adapter) twice (leave one out)")
                }
                list.append(adapter)
            }
            return list
        },
        encode: { .array($0.map { DocumentValue(.string($0)) }) },
        schema: Schema.array(of: FieldRule<String>.adapter.schema)
            .with("minItems", DocumentValue(.integer(2))).with("maxItems", DocumentValue(.integer(8))))
}

extension FieldRule where Value == Configuration.Capture.Channels {
    /// `common`, `survey`, or a list of channels, each by its number in 2.4 or 5 GHz or by its frequency in MHz.
    static let channels = Self(
        expectation: "common, survey, or a list such as [1, 6, 11, 36] (channel numbers of 2.4 and 5 GHz, or MHz)",
        example: "common",
        decode: { content throws(FieldFault) in
            switch content {
            case .string("common"): return .common
            case .string("survey"): return .survey
            case .array(let elements) where (1...Self.mostChannels).contains(elements.count):
                var list: [Channel] = []
                for element in elements { list.append(try channel(element.content)) }
                return .fixed(list)
            case .string, .array: throw FieldFault(kind: .outOfRange)
            default: throw FieldFault(kind: .wrongType)
            }
        },
        encode: { channels in
            switch channels {
            case .common: .string("common")
            case .survey: .string("survey")
            case .fixed(let list): .array(list.map { DocumentValue(.integer(number(of: $0))) })
            }
        },
        schema: Schema([
            "anyOf": .list([
                Schema.word(of: ["common", "survey"]).document,
                Schema.array(of: .integer(from: 1, to: 7_115)).with("minItems", DocumentValue(.integer(1)))
                    .with("maxItems", DocumentValue(.integer(mostChannels))).document,
            ])
        ]))

    private static let mostChannels = 128

    private static func channel(_ content: DocumentValue.Content) throws(FieldFault) -> Channel {
        guard case .integer(let number) = content else { throw FieldFault(kind: .wrongType) }
        let band: Band = number <= 14 ? .twoPointFourGigahertz : .fiveGigahertz
        let channel =
            number < 1000 ? Channel(number: number, band: band) : Channel(frequencyMegahertz: number)
        guard let channel else {
            throw FieldFault(
                kind: .outOfRange, message: "holds a number that is no channel (give channels of 6 GHz in MHz)")
        }
        return channel
    }

    /// As it would be written: the numbers of 6 GHz are those of other bands, too.
    private static func number(of channel: Channel) -> Int {
        channel.band == .sixGigahertz || Channel(number: channel.number, band: writtenBand(channel.number)) != channel
            ? Int(channel.frequencyMegahertz) : channel.number
    }

    private static func writtenBand(_ number: Int) -> Band { number <= 14 ? .twoPointFourGigahertz : .fiveGigahertz }
}

extension FieldRule where Value == [Band] {
    /// A list of `2.4`, `5` and `6`, in GHz.
    static let bands = Self(
        expectation: "a list of bands in GHz, of 2.4, 5 and 6", example: "[2.4, 5]",
        decode: { content throws(FieldFault) in
            guard case .array(let elements) = content else { throw FieldFault(kind: .wrongType) }
            var found = Set<Band>()
            for element in elements {
                guard let band = Band.allCases.first(where: { gigahertz(of: $0) == element.content }) else {
                    throw FieldFault(kind: .outOfRange)
                }
                found.insert(band)
            }
            guard !found.isEmpty else { throw FieldFault(kind: .outOfRange) }
            return found.sorted()
        },
        encode: { .array($0.map { DocumentValue(gigahertz(of: $0)) }) },
        schema: Schema.array(of: Schema(["enum": .list(Band.allCases.map { DocumentValue(gigahertz(of: $0)) })]))
            .with("minItems", DocumentValue(.integer(1))))

    private static func gigahertz(of band: Band) -> DocumentValue.Content {
        switch band {
        case .twoPointFourGigahertz: .number(2.4)
        case .fiveGigahertz: .integer(5)
        case .sixGigahertz: .integer(6)
        }
    }
}

extension TextRule {
    /// A USB port as sysfs names it: bus, then ports, such as `1-1.2`. Source: Linux Documentation/ABI/testing/sysfs-bus-usb.
    static func isUSBPath(_ text: Substring) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.count <= 32 else { return false }
        let ports = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        return ([parts[0]] + ports).allSatisfy { part in
            !part.isEmpty && part.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        }
    }
}
