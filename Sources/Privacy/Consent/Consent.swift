public import Timekeeping

/// What a shopper agreed to, without who that is.
public struct Consent: Equatable, Sendable {
    /// The retailer's reference, which says nothing to the agent.
    public var reference: String
    /// What was agreed to.
    public var scopes: Set<Scope>
    /// A coarse label that the shopper gave, such as an age band.
    public var segment: String?
    /// When it ends by itself.
    public var expiresAt: WallTime

    /// What can be agreed to.
    public enum Scope: String, CaseIterable, Sendable {
        /// Visits are published with the reference.
        case presence
        /// Offers may be made.
        case offers
    }

    /// A consent of these parts.
    public init(reference: String, scopes: Set<Scope>, segment: String? = nil, expiresAt: WallTime) {
        self.reference = reference
        self.scopes = scopes
        self.segment = segment
        self.expiresAt = expiresAt
    }
}

/// A consent as it is given: with the address, which only this room reads.
public struct ConsentGrant: Sendable {
    /// What was agreed to.
    public let consent: Consent
    let address: UInt64

    /// A grant for a device; `nil` when the text is no address of one.
    ///
    /// - Parameter address: Twelve hexadecimal digits, with colons, dashes or nothing between the pairs.
    public init?(_ consent: Consent, address: String) {
        guard let bits = AddressText.bits(address) else { return nil }
        self.consent = consent
        self.address = bits
    }

    /// A grant that was kept on disk; `nil` when this box cannot read it.
    public init?(_ consent: Consent, address: SealedAddress, by key: borrowing EnrolmentKey, site: String) {
        guard let bits = address.bits(by: key, site: site) else { return nil }
        self.consent = consent
        self.address = bits
    }

    /// The address for the disk.
    public func sealedAddress(
        for box: PublicKey, site: String, using generator: inout some RandomNumberGenerator
    ) -> SealedAddress? {
        SealedAddress(bits: address, for: box, site: site, using: &generator)
    }
}

extension ConsentGrant: CustomStringConvertible, CustomReflectable {
    /// Always the same words.
    public var description: String { "(a grant)" }

    /// Without children, so that no dump shows the address.
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}

/// A consent in the memory of this process: a number that means nothing elsewhere.
public struct ConsentHandle: Hashable, Sendable {
    /// 1 to 65,534.
    public let number: UInt16

    /// The handle of this number.
    public init(number: UInt16) { self.number = number }
}

/// Why a consent is not taken.
public enum ConsentRefusal: String, Error, CaseIterable, Sendable {
    /// The message is not of the contract's form.
    case malformed
    /// The address is none that a device sends from.
    case badAddress = "bad-address"
    /// It has ended already.
    case expired
    /// It would last for longer than 90 days.
    case tooLong = "too-long"
    /// There are as many as there may be.
    case full
    /// The device is on the deny-list.
    case denied
    /// The file of consents could not be written: a grant is not in force, and a revoked one would be after a restart.
    case notKept = "not-kept"
}
