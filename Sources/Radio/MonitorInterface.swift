internal import CNetlink
import Glibc
public import Survey

/// A listening interface of our own, beside whatever else a radio does. It is removed when the value ends; when the
/// process is killed, the kernel removes it, since it belongs to a socket of the process.
///
/// It needs CAP_NET_ADMIN. It is for one thread at a time.
public struct MonitorInterface: ~Copyable {
    /// How to come by a listening interface.
    public enum Way: Sendable {
        /// Add one beside those that are there.
        case adding
        /// Turn the station that is there into one, until the end: for drivers that cannot add. After a kill it stays one.
        case converting
    }

    /// The interface's name, to capture from: `footfall0`, or that of the converted one.
    public let name: String
    /// The interface's number.
    public let index: UInt32
    /// Who decides about the channel. Unless it is ``Adapter/Occupation/free``, ``tune(to:)`` refuses.
    public let occupation: Adapter.Occupation

    private let session: NetlinkSession
    private let quieted: [WirelessInterface]
    private let converted: WirelessInterface?

    /// Adds an interface to `adapter` and brings it up. What an earlier run left behind is removed first.
    ///
    /// - Parameter quietsIdle: whether interfaces that are up but on no network are taken down meanwhile, since the kernel
    ///   lets nobody tune the radio otherwise. They come up again at the end.
    /// - Parameter way: how; converting takes the station's interface, whatever `quietsIdle` says.
    /// - Throws: ``RadioError`` with `EOPNOTSUPP` (no monitor mode), `EBUSY` (another sensor works on this radio),
    ///   `ERFKILL` (switched off), `EPERM`, `ENODEV` (unplugged).
    public init(on adapter: Adapter, quietsIdle: Bool = false, by way: Way = .adding) throws(RadioError) {
        guard adapter.canMonitor else {
            throw RadioError("listen with \(adapter.name)", code: EOPNOTSUPP, detail: adapter.verdict.reason)
        }
        let session = try NetlinkSession.wireless()
        try Self.removeLeftovers(adapter.interfaces, through: session)
        let converted = way == .converting ? try Self.convertible(adapter) : nil
        let quieted = quietsIdle || converted != nil ? try Self.quiet(adapter) : []
        let name = converted?.name ?? MonitorName.name(radio: adapter.radio)
        let index: UInt32
        do throws(RadioError) {
            if let converted {
                try Self.set(converted, to: .monitor, through: session)
                index = converted.index
            } else {
                index = try Self.add(name, radio: adapter.radio, through: session)
            }
            try Self.setLink(name, index: index, isUp: true)
        } catch {
            // If one was added, it goes with the session.
            Self.bringUp(quieted)
            throw error
        }
        (self.name, self.index, self.quieted, self.converted) = (name, index, quieted, converted)
        self.session = session
        occupation = quieted.isEmpty ? adapter.occupation : .free
    }

    deinit {
        // There is nobody to tell; what fails here was removed with the adapter, or is removed with the socket.
        if let converted {
            try? Self.setLink(name, index: index, isUp: false)
            try? Self.set(converted, to: converted.role, through: session)
        } else {
            _ = try? session.perform(WirelessRequest.remove(name, index: index))
        }
        Self.bringUp(quieted)
    }

    /// Removes the interface now.
    public consuming func close() {}

    /// Goes to `channel`; it takes a fraction of a millisecond on most drivers.
    ///
    /// - Throws: ``RadioError`` with `EBUSY` when the channel is not ours to choose, `EINVAL` when the domain forbids it,
    ///   `ENODEV` when the adapter is gone.
    public func tune(to channel: Channel) throws(RadioError) {
        let request = WirelessRequest.tune(name, index: index, to: channel)
        switch occupation {
        case .free: try session.perform(request)
        case .serving(let other):
            throw RadioError(
                request.purpose, code: EBUSY, detail: "\(other) serves clients", cure: "it listens where they are")
        case .connected(let other):
            throw RadioError(
                request.purpose, code: EBUSY, detail: "\(other) is connected", cure: "it listens on that channel")
        case .idle(let other):
            throw RadioError(
                request.purpose, code: EBUSY, detail: "\(other) is up",
                cure: "ip link set \(other) down, or allow the sensor to do it: quietsIdle")
        }
    }

    /// The frequency in MHz that the kernel says the interface is on; `nil` when it says none.
    public func frequencyMegahertz() throws(RadioError) -> UInt16? {
        let answers = try session.perform(WirelessRequest.readInterface(name, index: index))
        return answers.lazy.compactMap { WirelessInterface($0) }.first?.frequencyMegahertz
    }

    /// The noise, channel by channel; empty when the driver does not say.
    public func noise() throws(RadioError) -> [ChannelNoise] {
        try session.perform(WirelessRequest.readSurvey(name, index: index)).compactMap { ChannelNoise($0) }
    }

    /// How many frames of any kind it has received since it was added; `nil` when the kernel does not say.
    ///
    /// Source: Linux Documentation/ABI/testing/sysfs-class-net-statistics, `rx_packets`.
    public func receivedFrames() -> UInt64? {
        let text = TextFile.contents(of: "/sys/class/net/\(name)/statistics/rx_packets")
        return text.flatMap { UInt64($0.prefix { $0 != "\n" }) }
    }

    /// Removes the listening interfaces of earlier runs from all radios, save those that somebody captures from.
    ///
    /// - Returns: the names of those that were removed.
    @discardableResult
    public static func removeLeftovers(in catalog: AdapterCatalog) throws(RadioError) -> [String] {
        let session = try NetlinkSession.wireless()
        let busy = PacketSockets.interfaces()
        var removed: [String] = []
        for interface in catalog.adapters.flatMap(\.interfaces)
        where MonitorName.isOurs(interface) && !busy.contains(interface.index) {
            try session.perform(WirelessRequest.remove(interface.name, index: interface.index))
            removed.append(interface.name)
        }
        return removed
    }

    private static func removeLeftovers(
        _ interfaces: [WirelessInterface], through session: borrowing NetlinkSession
    ) throws(RadioError) {
        let busy = PacketSockets.interfaces()
        for interface in interfaces where MonitorName.isOurs(interface) {
            guard !busy.contains(interface.index) else {
                throw RadioError(
                    "listen with phy\(interface.radio)", code: EBUSY,
                    detail: "somebody captures from \(interface.name)",
                    cure: "does another footfall run on this radio?")
            }
            try session.perform(WirelessRequest.remove(interface.name, index: interface.index))
        }
    }

    private static func add(
        _ name: String, radio: UInt32, through session: borrowing NetlinkSession
    ) throws(RadioError) -> UInt32 {
        let request = WirelessRequest.addMonitor(name, radio: radio)
        let made = try session.perform(request).lazy.compactMap { WirelessInterface($0) }.first
        guard let made else { throw RadioError(request.purpose, code: EPROTO, detail: "the kernel gave it no number") }
        return made.index
    }

    /// Takes down what is up on a radio that nobody uses; the interfaces that were up.
    private static func quiet(_ adapter: Adapter) throws(RadioError) -> [WirelessInterface] {
        guard case .idle = adapter.occupation else { return [] }
        let idle = adapter.interfaces.filter { $0.isUp && $0.role != .monitor }
        for interface in idle { try setLink(interface.name, index: interface.index, isUp: false) }
        return idle
    }

    /// The interface of a radio that may be turned into a listener: not one that serves or is connected.
    private static func convertible(_ adapter: Adapter) throws(RadioError) -> WirelessInterface {
        let candidates = adapter.interfaces.filter { !$0.isServing && !$0.isConnected && !MonitorName.isOurs($0) }
        guard let interface = candidates.first(where: { $0.role == .station || $0.role == .monitor }) else {
            throw RadioError("convert an interface of \(adapter.name)", code: ENODEV, cure: "it has none that is free")
        }
        return interface
    }

    private static func set(
        _ interface: WirelessInterface, to role: WirelessInterface.Role, through session: borrowing NetlinkSession
    ) throws(RadioError) {
        // The role of one that is up cannot be changed (EBUSY).
        try setLink(interface.name, index: interface.index, isUp: false)
        try session.perform(WirelessRequest.setRole(interface.name, index: interface.index, role))
    }

    private static func bringUp(_ interfaces: [WirelessInterface]) {
        for interface in interfaces { try? setLink(interface.name, index: interface.index, isUp: true) }
    }

    private static func setLink(_ name: String, index: UInt32, isUp: Bool) throws(RadioError) {
        try NetlinkSession.links().perform(LinkRequest.set(name, index: index, isUp: isUp))
    }
}
