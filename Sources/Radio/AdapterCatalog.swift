internal import Survey

/// The radios of this box at one moment.
public struct AdapterCatalog: Equatable, Sendable {
    /// The adapters, by number.
    public var adapters: [Adapter]
    /// The domain of the whole box; `nil` when the kernel names none.
    public var domain: RegulatoryDomain?

    /// A catalogue of these adapters.
    public init(adapters: [Adapter], domain: RegulatoryDomain?) {
        self.adapters = adapters
        self.domain = domain
    }

    /// Asks the kernel. Unprivileged.
    public static func read() throws(RadioError) -> Self {
        let wireless = try NetlinkSession.wireless()
        let radios = Wiphy.radios(in: try wireless.perform(WirelessRequest.listRadios()))
        let interfaces = try wireless.perform(WirelessRequest.listInterfaces()).compactMap { WirelessInterface($0) }
        let domains = try wireless.perform(WirelessRequest.listRegulatoryDomains()).compactMap { RegulatoryDomain($0) }
        let links = try NetlinkSession.links().perform(LinkRequest.list()).compactMap { LinkState($0) }
        return Self(radios, interfaces: interfaces, domains: domains, links: links, tree: SystemTree())
    }

    init(
        _ radios: [Wiphy], interfaces: [WirelessInterface], domains: [RegulatoryDomain], links: [LinkState],
        tree: SystemTree
    ) {
        let common = domains.first { $0.radio == nil }
        let up = Set(links.filter(\.isUp).map(\.index))
        domain = common
        adapters = radios.map { radio in
            Adapter(
                radio: radio.index, name: radio.name, hardware: tree.hardware(ofRadio: radio.name),
                channels: radio.channels.sorted { $0.channel < $1.channel }, canMonitor: radio.canMonitor,
                addsMonitorsFreely: radio.addsMonitorsFreely,
                interfaces: interfaces.filter { $0.radio == radio.index }.map { interface in
                    var interface = interface
                    interface.isUp = up.contains(interface.index)
                    return interface
                },
                domain: domains.first { $0.radio == radio.index } ?? common)
        }
    }
}
