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
        encode: { .string($0) },
        schema: .text(
            pattern: "^[Mm][Qq][Tt][Tt][Ss]?://(\\[[A-Za-z0-9._:%-]+\\]|[A-Za-z0-9._-]+)(:[0-9]{1,32})?/?$"))
}
