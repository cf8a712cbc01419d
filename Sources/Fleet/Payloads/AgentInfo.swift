/// `…/info`: what an agent is.
public struct AgentInfo: Equatable, Sendable {
    /// A radio that it listens with.
    public struct Radio: Equatable, Sendable {
        /// The capture interface.
        public var interface: String
        /// The link type of its frames: tcpdump.org/linktypes.html.
        public var linkType: Int
        /// The adapter; `nil` for an interface that somebody else has set up.
        public var adapter: Adapter?

        /// A radio of these parts.
        public init(interface: String, linkType: Int, adapter: Adapter? = nil) {
            self.interface = interface
            self.linkType = linkType
            self.adapter = adapter
        }
    }

    /// An adapter that the agent owns.
    public struct Adapter: Equatable, Sendable {
        /// The kernel's driver; `nil` when it has none.
        public var driver: String?
        /// How it is attached: `usb`, `pci`, …
        public var bus: String
        /// The bands in which it has channels that are open to a listener: `2.4 GHz`, …
        public var bands: [String]
        /// The centre frequencies of the channels that it visits, or stays on.
        public var channels: [Int]
        /// Who decides about the channel: `agent`, or the interface that the adapter serves or is connected with.
        public var channelOwner: String
        /// What to think of it: `good`, `limited` or `bad`.
        public var verdict: String
        /// Why, in a sentence.
        public var reason: String

        /// An adapter of these parts.
        public init(
            driver: String?, bus: String, bands: [String], channels: [Int], channelOwner: String, verdict: String,
            reason: String
        ) {
            self.driver = driver
            self.bus = bus
            self.bands = bands
            self.channels = channels
            self.channelOwner = channelOwner
            self.verdict = verdict
            self.reason = reason
        }
    }

    /// The configuration that is in force.
    public struct Applied: Equatable, Sendable {
        /// The version that was pushed to the sensor; 0 when none was.
        public var version: Int
        /// The version that was pushed to the site; 0 when none was.
        public var siteVersion: Int
        /// SHA-256 of all that is in force, defaults included, in hexadecimal digits: equal for equal configurations.
        public var hash: String

        /// A configuration of these versions.
        public init(version: Int, siteVersion: Int, hash: String) {
            self.version = version
            self.siteVersion = siteVersion
            self.hash = hash
        }
    }

    /// The version of the agent.
    public var version: String
    /// The configuration that is in force.
    public var configuration: Applied
    /// What it listens with; empty while the adapter is missing.
    public var radios: [Radio]
    /// Whether keys are kept out of swap.
    public var isMemoryLocked: Bool

    /// By what the box is enrolled in its site, as base64url: X25519; `nil` for a sensor alone.
    public var sealingKey: String?
    /// By what it signs: Ed25519; `nil` for a sensor alone.
    public var signingKey: String?

    /// What an agent says of itself.
    public init(
        version: String, configuration: Applied, radios: [Radio], isMemoryLocked: Bool, sealingKey: String? = nil,
        signingKey: String? = nil
    ) {
        self.sealingKey = sealingKey
        self.signingKey = signingKey
        self.version = version
        self.configuration = configuration
        self.radios = radios
        self.isMemoryLocked = isMemoryLocked
    }

    var json: [UInt8] {
        var text = JSONText(capacity: 512)
        text.object { text in
            text.member("version", version)
            text.object("configuration") { text in
                text.member("version", configuration.version)
                text.member("siteVersion", configuration.siteVersion)
                text.member("hash", word: configuration.hash)
            }
            text.array("radios", radios) { $1.write(to: &$0) }
            text.object("capabilities") { capabilities in
                capabilities.member("lockedMemory", isMemoryLocked)
            }
            guard let sealingKey, let signingKey else { return }
            text.object("publicKeys") { keys in
                keys.member("sealing", sealingKey)
                keys.member("signing", signingKey)
            }
        }
        return text.bytes
    }
}

extension AgentInfo.Radio {
    func write(to text: inout JSONText) {
        text.member("interface", interface)
        text.member("linkType", linkType)
        guard let adapter else { return }
        if let driver = adapter.driver { text.member("driver", driver) } else { text.null("driver") }
        text.member("bus", adapter.bus)
        text.member("bands", adapter.bands)
        text.member("channels", adapter.channels)
        text.member("channelOwner", adapter.channelOwner)
        text.member("verdict", adapter.verdict)
        text.member("reason", adapter.reason)
    }
}
