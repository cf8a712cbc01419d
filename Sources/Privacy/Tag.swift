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

extension Tag: CustomStringConvertible, CustomReflectable {
    /// Always the same words.
    public var description: String { "(a tag)" }

    /// Without children, so that no dump shows the bits.
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
