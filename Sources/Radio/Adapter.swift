public import Survey

/// A radio of this box, and all that decides whether a sensor can use it.
public struct Adapter: Equatable, Sendable {
    /// Who else uses the radio, as far as it binds a listener.
    public enum Occupation: Equatable, Sendable {
        /// Nobody: a listener may tune it.
        case free
        /// An interface that is up and on no network. The kernel lets nobody tune meanwhile.
        case idle(interface: String)
        /// A client of a network: the channel is the network's.
        case connected(interface: String)
        /// An access point or the like: the channel belongs to its clients.
        case serving(interface: String)
    }

    /// Its number: 0 in `phy0`. It is never given twice until the next boot.
    public var radio: UInt32
    /// Its name, such as `phy0`.
    public var name: String
    /// What it is made of.
    public var hardware: AdapterHardware
    /// Its channels, and what may be done there now.
    public var channels: [RegulatoryChannel]
    /// Whether it can listen to everything.
    public var canMonitor: Bool
    /// Whether a listener can be added beside any other interface.
    public var addsMonitorsFreely: Bool
    /// Its interfaces.
    public var interfaces: [WirelessInterface]
    /// The domain that it keeps.
    public var domain: RegulatoryDomain?

    /// The bands in which it has channels that are open to a listener.
    public var openBands: [Band] {
        let bands = Set(channels.filter(\.isOpenToListeners).map(\.channel.band))
        return bands.sorted()
    }

    /// Who else uses it; the strongest claim counts.
    public var occupation: Occupation {
        let others = interfaces.filter { $0.isUp && $0.role != .monitor }
        if let server = others.first(where: \.isServing) { return .serving(interface: server.name) }
        if let client = others.first(where: \.isConnected) { return .connected(interface: client.name) }
        return others.first.map { .idle(interface: $0.name) } ?? .free
    }

    /// What to think of it as a sensor's ear.
    public var verdict: AdapterVerdict { AdapterVerdict(of: self) }
}
