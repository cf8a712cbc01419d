import Uplink

extension FieldRule where Value == String {
    /// The address of a broker, as ``BrokerAddress`` reads it.
    static let brokerAddress = Self(
        expectation: "mqtt://HOST, mqtts://HOST, or either with :PORT after it", example: "mqtts://broker.example.org",
        decode: { content throws(FieldFault) in
            guard case .string(let text) = content else { throw notText(content) }
            do throws(BrokerAddressError) { _ = try BrokerAddress(url: text) } catch {
                throw FieldFault(kind: .outOfRange, message: error.description)
            }
            return text
        },
        encode: { .string($0) }, schema: .text(pattern: brokerAddressPattern))
}

extension FieldRule where Value == [String] {
    /// A list of addresses of brokers, possibly empty.
    static let brokerAddresses = Self(
        expectation: "a list of at most \(mostAddresses) addresses, mqtt://HOST or mqtts://HOST",
        example: "[mqtts://second.example.org]",
        decode: { content throws(FieldFault) in
            guard case .array(let elements) = content else { throw FieldFault(kind: .wrongType) }
            guard elements.count <= mostAddresses else { throw FieldFault(kind: .outOfRange) }
            var addresses: [String] = []
            for element in elements { addresses.append(try FieldRule<String>.brokerAddress.decode(element.content)) }
            return addresses
        },
        encode: { .array($0.map { DocumentValue(.string($0)) }) },
        schema: Schema.array(of: .text(pattern: brokerAddressPattern))
            .with("maxItems", DocumentValue(.integer(mostAddresses))))

    private static let mostAddresses = 7
}

private let brokerAddressPattern =
    "^[Mm][Qq][Tt][Tt][Ss]?://(\\[[A-Za-z0-9._:%-]+\\]|[A-Za-z0-9._-]+)(:[0-9]{1,32})?/?$"
