/// `…/info`: what an agent is.
public struct AgentInfo: Equatable, Sendable {
    /// The version of the agent.
    public var version: String
    /// The capture interface.
    public var interface: String
    /// The link type of its frames: tcpdump.org/linktypes.html.
    public var linkType: Int
    /// Whether keys are kept out of swap.
    public var isMemoryLocked: Bool

    /// What an agent says of itself.
    public init(version: String, interface: String, linkType: Int, isMemoryLocked: Bool) {
        self.version = version
        self.interface = interface
        self.linkType = linkType
        self.isMemoryLocked = isMemoryLocked
    }

    var json: [UInt8] {
        var text = JSONText(capacity: 256)
        text.object { text in
            text.member("version", version)
            text.array("radios", CollectionOfOne(interface)) { radio, interface in
                radio.member("interface", interface)
                radio.member("linkType", linkType)
            }
            text.object("capabilities") { capabilities in
                capabilities.member("lockedMemory", isMemoryLocked)
            }
        }
        return text.bytes
    }
}
