public import Privacy
public import Timekeeping

/// One scan of one device, with where it came from: what several sensors together say.
///
/// All frames of the scan that any sensor heard make one of these; the sensors' clocks agree to within a second.
public struct LocatedScan: Equatable, Sendable {
    /// When the scan began.
    public var time: WallTime
    /// Who sent it, under the present epoch's key.
    public var tag: Tag
    /// Who that was under the key of the epoch before, if it is known.
    public var formerTag: Tag?
    /// The kind of device that sent it.
    public var signature: SignatureClass
    /// Whether the address was chosen by the device.
    public var isRandomised: Bool
    /// How likely it came from each of the site's zones, in the site's order; the rest to 1 is somewhere else.
    public var zones: [Double]
    /// How likely it came from inside, 0 to 1: the sum over the zones of the kind ``ZoneKind/inside``, and floor that
    /// belongs to no zone.
    public var insideProbability: Double
    /// The consent of its owner, if there is one.
    public var consent: ConsentHandle?

    /// A scan of these parts.
    public init(
        time: WallTime, tag: Tag, formerTag: Tag? = nil, signature: SignatureClass, isRandomised: Bool,
        zones: [Double], insideProbability: Double
    ) {
        self.time = time
        self.tag = tag
        self.formerTag = formerTag
        self.signature = signature
        self.isRandomised = isRandomised
        self.zones = zones
        self.insideProbability = insideProbability
    }
}

/// On which side of the door a zone lies.
public enum ZoneKind: CaseIterable, Equatable, Sendable {
    /// Part of the shop.
    case inside
    /// A strip in front of it, where people pass by.
    case outside
}
