public import Timekeeping
public import Uplink

/// How to reach the broker, and as whom.
public struct BrokerSettings: Equatable, Sendable {
    /// The version of the protocol.
    public enum ProtocolVersion: String, Equatable, Sendable {
        /// MQTT 5.0. Only here does a broker say that it refused a message: a sensor whose rights are wrong would
        /// otherwise count as acknowledged what nobody ever gets.
        case v5 = "5"
        /// MQTT 3.1.1, for brokers that know no other, and for connections that a stranger could answer.
        case v311 = "3.1.1"
    }

    /// Host, port, and whether the connection is under TLS.
    public var address: BrokerAddress
    /// Brokers to turn to, in this order, while the one at ``address`` does not answer. All else is the same for them.
    public var fallbackAddresses: [BrokerAddress] = []
    /// The name that the broker knows this client by. Two clients of one name drive each other out.
    public var clientIdentifier: String
    /// What the broker publishes when this client vanishes without a goodbye.
    public var will: Publication?
    /// What to trust and what to show. Used when the address says that the connection is under TLS.
    public var tls = TLSSettings()
    /// User name and password.
    public var credentials: BrokerCredentials?
    /// The longest silence before the client asks whether the broker is there; it gives up after one more such time.
    /// At least 5 s; rounded to whole seconds.
    public var keepAlive = Interval.seconds(60)
    /// The version of the protocol; by default 5 where the broker is known by its certificate or is on this machine,
    /// else 3.1.1. libmosquitto 2.0.11 ends the process on a property that MQTT 5 does not define (an assertion in
    /// `log__printf`); 3.1.1 has no properties.
    public var protocolVersion: ProtocolVersion
    /// The largest packet that the broker may send, in bytes. Under MQTT 5 the broker is told, and leaves out what is
    /// larger (MQTT 5.0 §3.1.2.11.4). MQTT 3.1.1 knows no such bound, and libmosquitto has none of its own: there a
    /// larger message is read, and then left out.
    public var maximumPacketBytes = 4 << 20
    /// The bounds of queue and waits.
    public var limits = UplinkLimits()

    /// Settings with the defaults for all else.
    public init(address: BrokerAddress, clientIdentifier: String) {
        self.address = address
        self.clientIdentifier = clientIdentifier
        protocolVersion = Self.protocolVersion(for: address)
    }

    /// How many brokers there are.
    var brokerCount: Int { 1 + fallbackAddresses.count }

    /// The settings for the broker of that number, from 0.
    func forBroker(_ number: Int) -> Self {
        guard number > 0 else { return self }
        var settings = self
        settings.address = fallbackAddresses[number - 1]
        settings.protocolVersion = Self.protocolVersion(for: settings.address)
        return settings
    }

    private static func protocolVersion(for address: BrokerAddress) -> ProtocolVersion {
        address.isSecure || address.isLoopback ? .v5 : .v311
    }
}
