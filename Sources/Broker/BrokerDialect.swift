/// Which version of MQTT to speak to a broker that may know 3.1.1 only.
///
/// Such a broker answers that it does not know the version, or hangs up since it cannot read the packet: RabbitMQ 3.10
/// does. Who said so is believed for good; who hung up is asked once in 3.1.1, and after that connection in 5 again, since
/// a broker of MQTT 5 hangs up too when it stops.
struct BrokerDialect: Equatable {
    private var isOlder = false
    private var triesOlder = false

    /// The version of the next attempt.
    func version(preferring preference: BrokerSettings.ProtocolVersion) -> BrokerSettings.ProtocolVersion {
        isOlder || triesOlder ? .v311 : preference
    }

    /// An attempt or a connection ended; answers whether the broker now turned out to be an older one, so that it makes
    /// sense to try again soon.
    mutating func lost(
        _ error: BrokerError, wasAccepted: Bool, preferring preference: BrokerSettings.ProtocolVersion
    ) -> Bool {
        let spokeNewer = version(preferring: preference) == .v5
        triesOlder = spokeNewer && !wasAccepted && error.kind == .lost
        guard spokeNewer, error.kind == .protocolRejected else { return false }
        isOlder = true
        return true
    }
}
