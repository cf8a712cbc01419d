public import Timekeeping

/// People who agreed, and people who objected.
extension Pseudonymizer {
    /// Takes a consent: from now on the device's sightings carry it.
    ///
    /// Its address is kept sealed in memory, for the tags of the epochs to come. ``calm`` has to be asked again.
    public mutating func grant(_ grant: ConsentGrant, at time: WallTime) throws(ConsentRefusal) {
        let tag = presentTag(ofAddress: grant.address)
        if let tag, denied.mark(of: tag) != nil { throw .denied }
        try consents.grant(grant, tag: tag, at: time)
        memo.wipe(at: time)
    }

    /// Erases a consent at once, and whatever of its device is in the memo. Answers whether there was one.
    public mutating func revokeConsent(_ reference: String, at time: WallTime) -> Bool {
        defer { memo.wipe(at: time) }
        return consents.revoke(reference)
    }

    /// What a consent says; `nil` when it has ended.
    public func consent(_ handle: ConsentHandle) -> Consent? { consents.consent(handle) }

    /// The consent of the device that has a tag under the present key: for sightings of other sensors of the site.
    public func consent(of tag: Tag) -> ConsentHandle? { consents.handle(of: tag) }

    /// All consents that are in force, by reference.
    public var allConsents: [Consent] { consents.all }

    /// Takes the consents that have ended since the last call: what was built on them has to go.
    public mutating func takeEndedConsents() -> [ConsentHandle] { consents.takeEnded() }

    /// Takes the references of the consents that have ended since the last call.
    public mutating func takeEndedReferences() -> [String] { consents.takeEndedReferences() }

    /// Replaces the deny-list: devices that are never counted. Answers how many records this box could not read.
    ///
    /// - Parameter key: The key of this box, which the records are sealed to.
    public mutating func deny(
        _ addresses: [SealedAddress], by key: borrowing EnrolmentKey, site: String, at time: WallTime
    ) -> Int {
        denied.removeAll()
        var unreadable = 0
        for (index, address) in addresses.prefix(Self.denyLimit).enumerated() {
            guard let bits = address.bits(by: key, site: site) else {
                unreadable += 1
                continue
            }
            denied.add(bits, tag: presentTag(ofAddress: bits), mark: UInt16(index + 1))
        }
        memo.wipe(at: time)
        return unreadable
    }

    /// Whether the device that has a tag under the present key is on the deny-list: for sightings of other sensors.
    public func isDenied(_ tag: Tag) -> Bool { denied.mark(of: tag) != nil }

    /// The most addresses of a deny-list.
    public static let denyLimit = 20_000
}
