public import Timekeeping

/// What the rest of the house learns of one probe request: no address, no network name.
public struct Sighting: Equatable, Sendable {
    /// When the frame was received.
    public var time: WallTime
    /// Who sent it, under the present epoch's key.
    public var tag: Tag
    /// The kind of device that sent it: devices of one model share it.
    public var signature: SignatureClass
    /// The level in dBm; `nil` when the receiver did not say.
    public var levelDBm: Int8?
    /// The channel's centre frequency in MHz; `nil` when the receiver did not say.
    public var frequencyMegahertz: UInt16?
    /// Whether the address was chosen by the device, as random addresses are.
    public var isRandomised: Bool
    /// Whether the request asked for one named network.
    public var isDirected: Bool

    /// The consent of its owner, if there is one.
    public var consent: ConsentHandle?

    /// A sighting of these parts.
    public init(
        time: WallTime, tag: Tag, signature: SignatureClass, levelDBm: Int8?,
        frequencyMegahertz: UInt16? = nil, isRandomised: Bool, isDirected: Bool = false,
        consent: ConsentHandle? = nil
    ) {
        self.time = time
        self.tag = tag
        self.signature = signature
        self.levelDBm = levelDBm
        self.frequencyMegahertz = frequencyMegahertz
        self.isRandomised = isRandomised
        self.isDirected = isDirected
        self.consent = consent
    }
}

/// A class of devices whose probe requests are built alike: a model of phone, not a phone.
///
/// 16 bits of a keyed hash over the order and kind of the elements: unequal in two boxes with different keys.
public struct SignatureClass: Hashable, Sendable {
    /// The bits of the hash.
    public let bits: UInt16

    /// The class of these bits.
    public init(bits: UInt16) { self.bits = bits }
}
