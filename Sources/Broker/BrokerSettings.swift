public import Timekeeping
public import Uplink

/// How to reach the broker, and as whom.
public struct BrokerSettings: Equatable, Sendable {
    /// The version of the protocol.
    public enum ProtocolVersion: String, Equatable, Sendable {
        /// MQTT 5.0. Only here does a broker say that it refused a message, and why it closed a connection: a sensor
        /// whose rights are wrong, or whose name is used twice, would otherwise never know.
        case v5 = "5"
        /// MQTT 3.1.1, for brokers that know no other.
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
    /// The version of the protocol.
    public var protocolVersion = ProtocolVersion.v5
    /// The bounds of queue and waits.
    public var limits = UplinkLimits()

    /// Settings with the defaults for all else.
    public init(address: BrokerAddress, clientIdentifier: String) {
        self.address = address
        self.clientIdentifier = clientIdentifier
    }
}
