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
    /// The bounds of queue and waits.
    public var limits = UplinkLimits()

    /// Settings with the defaults for all else.
    public init(address: BrokerAddress, clientIdentifier: String) {
        self.address = address
        self.clientIdentifier = clientIdentifier
        protocolVersion = address.isSecure || address.isLoopback ? .v5 : .v311
    }
}
