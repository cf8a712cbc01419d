/// The pseudonym of an address under the key of one epoch: 32 bits of a keyed hash.
///
/// Without the key, which is destroyed minutes later, it leads back to no address. It stays inside the site: it is in no
/// payload, no file and no log, and so it cannot be printed either.
public struct Tag: Hashable, Sendable {
    /// The leftmost 32 bits of the keyed hash.
    public let bits: UInt32

    /// The tag of these bits.
    public init(bits: UInt32) { self.bits = bits }
}

extension Tag {
    /// The leftmost 24 bits: enough to tell that several sensors heard one scan, and too few to look an address up by.
    ///
    /// - Parameter tagBits: How many bits the site's tags have, 24 to 32.
    public func merging(tagBits: Int) -> Tag {
        precondition((24...PrivacyFloor.longestTag).contains(tagBits), "a tag has 24 to 32 bits")
        return Tag(bits: bits >> UInt32(tagBits - 24))
    }
}

extension Tag: CustomStringConvertible, CustomReflectable {
    /// Always the same words.
    public var description: String { "(a tag)" }

    /// Without children, so that no dump shows the bits.
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
