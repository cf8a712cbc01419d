public import Survey

extension Configuration {
    /// Where frames come from: an interface that somebody has put into monitor mode, adapters that the agent owns, an
    /// access point's daemon.
    public struct Capture: Equatable, Sendable {
        /// What the agent does with the channels of an adapter that it owns.
        public enum Channels: Equatable, Sendable {
            /// It stays on the one on which all sensors of a site stay.
            case common
            /// It walks along these, and stays where there is one.
            case fixed([Channel])
            /// It visits each that the adapter has and the regulatory domain opens.
            case survey
        }

        /// The network interface, in monitor mode; `nil` when the agent owns adapters, or none.
        public var interface: String?
        /// The adapter to own: `any`, `phy0`, `usb:1-1.2`, or one of its interfaces; `none` for a box that does not listen.
        public var adapter: String?
        /// Several adapters to own, two to eight, which share the channels.
        public var adapters: [String]?
        /// The control socket of a hostapd that tells of probe requests, beside an adapter or instead of one.
        public var hostapd: String?
        /// What to do with the adapter's channels.
        public var channels = Channels.common
        /// The bands that ``Channels/survey`` visits.
        public var bands = Band.allCases
        /// The shortest stay on a channel: 50 to 60000 ms.
        public var dwellMilliseconds = 200
        /// With ``Channels/survey``, each channel is visited this often, where there is time: 1 to 3600 s.
        public var visitWithinSeconds = 30
        /// Whether interfaces of the adapter that are up but on no network may be taken down meanwhile.
        public var quietsIdle = false
        /// Bytes kept of each frame: 256 to 65535.
        public var snapshotLengthBytes = 512
        /// The kernel's ring for frames that wait for the agent: 1024 to 262144 KiB.
        public var bufferKibibytes = 4096

        /// The defaults, on this interface.
        public init(interface: String) { self.interface = interface }

        /// The defaults, with this adapter.
        public init(adapter: String) { self.adapter = adapter }

        init() {}

        /// The adapters to own; empty when there is none.
        public var ownedAdapters: [String] { adapters ?? adapter.map { $0 == Self.nothing ? [] : [$0] } ?? [] }

        /// Whether the box listens at all: one that is the locator of its site and nothing else need not.
        public var listens: Bool { adapter != Self.nothing }

        private static let nothing = "none"

        /// What ``channels`` and ``bands`` ask for together.
        public var wish: ChannelWish {
            switch channels {
            case .common: .common
            case .fixed(let list): .fixed(list)
            case .survey: .survey(bands)
            }
        }
    }
}

extension Configuration.Capture: DocumentSection {
    static let fields: [DocumentField<Self>] = [
        .optional("adapter", \.adapter, .adapter),
        .optional("adapters", \.adapters, .adapters),
        .optional("interface", \.interface, .interfaceName),
        .optional("hostapd", \.hostapd, .filePath(example: "/run/hostapd/wlan0")),
        .value("channels", \.channels, .channels),
        .value("bands", \.bands, .bands),
        .value("dwellMilliseconds", \.dwellMilliseconds, .integer(in: 50...60_000)),
        .value("visitWithinSeconds", \.visitWithinSeconds, .integer(in: 1...3600)),
        .value("quietsIdle", \.quietsIdle, .boolean),
        .value("snapshotLengthBytes", \.snapshotLengthBytes, .integer(in: 256...65535)),
        .value("bufferKibibytes", \.bufferKibibytes, .integer(in: 1024...262_144)),
    ]

    // One of several keys must be given, which no declaration of a single key says.
    static var isRequired: Bool { true }

    var contradictions: [Contradiction] {
        var found: [Contradiction] = []
        if !listens {
            if interface != nil || adapters != nil || hostapd != nil {
                let message = "cannot be none where adapters, interface or hostapd is given (leave it out)"
                found.append(Contradiction("adapter", "adapters", "interface", "hostapd", message: message))
            }
        } else if interface == nil, ownedAdapters.isEmpty, hostapd == nil {
            let message = "is missing, and so are adapters, interface and hostapd (give one, for example adapter: any)"
            found.append(Contradiction("adapter", "adapters", "interface", "hostapd", message: message))
        } else if interface != nil, !ownedAdapters.isEmpty {
            let message = "cannot be given beside interface (leave one of them out)"
            found.append(Contradiction(adapters == nil ? "adapter" : "adapters", "interface", message: message))
        }
        if listens, adapter != nil, adapters != nil {
            let message = "cannot be given beside adapter (leave one of them out)"
            found.append(Contradiction("adapters", "adapter", message: message))
        }
        if ownedAdapters.isEmpty, interface != nil || hostapd != nil, channels != .common {
            let message = "has no effect where somebody else decides about the channel (give adapter)"
            found.append(Contradiction("channels", interface == nil ? "hostapd" : "interface", message: message))
        }
        if channels != .survey, bands != Band.allCases {
            found.append(Contradiction("bands", "channels", message: "has no effect without channels: survey"))
        }
        return found
    }
}
