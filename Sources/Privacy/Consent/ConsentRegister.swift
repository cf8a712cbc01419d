import Timekeeping

/// The consents that are in force: what each says, and the tag of its device under the present key.
struct ConsentRegister: ~Copyable {
    private var consents: [UInt16: Consent] = [:]
    private var numbers: [String: UInt16] = [:]
    private var addresses: MarkedAddresses
    private var lastNumber: UInt16 = 0
    private(set) var nextExpiry = WallTime(nanoseconds: .max)
    /// Consents that have ended and were not yet told of.
    private(set) var ended: [ConsentHandle] = []
    private var endedReferences: [String] = []

    /// No consents.
    init(using generator: inout some RandomNumberGenerator) { addresses = MarkedAddresses(using: &generator) }

    /// Takes a consent; one with the same reference ends.
    mutating func grant(_ grant: ConsentGrant, tag: Tag?, at time: WallTime) throws(ConsentRefusal) {
        let consent = grant.consent
        guard consent.expiresAt > time else { throw .expired }
        guard consent.expiresAt - time <= PrivacyFloor.longestConsent else { throw .tooLong }
        _ = revoke(consent.reference)
        if let tag, let other = addresses.mark(of: tag), let reference = consents[other]?.reference {
            _ = revoke(reference)  // one device has one consent: the last one that was given
        }
        guard let number = freeNumber() else { throw .full }
        consents[number] = consent
        numbers[consent.reference] = number
        addresses.add(grant.address, tag: tag, mark: number)
        nextExpiry = min(nextExpiry, consent.expiresAt)
    }

    /// Erases a consent. Answers whether there was one.
    mutating func revoke(_ reference: String) -> Bool {
        guard let number = numbers.removeValue(forKey: reference) else { return false }
        consents[number] = nil
        addresses.remove(mark: number)
        ended.append(ConsentHandle(number: number))
        if endedReferences.count < Self.limit { endedReferences.append(reference) }
        return true
    }

    /// Erases the consents whose time is over.
    mutating func expire(at time: WallTime) {
        guard time >= nextExpiry else { return }
        for consent in Array(consents.values) where consent.expiresAt <= time { _ = revoke(consent.reference) }
        nextExpiry = consents.values.map(\.expiresAt).min() ?? WallTime(nanoseconds: .max)
    }

    /// What a consent says; `nil` when it has ended.
    func consent(_ handle: ConsentHandle) -> Consent? { consents[handle.number] }

    /// The consent of the device that has a tag now.
    func handle(of tag: Tag) -> ConsentHandle? { addresses.mark(of: tag).map(ConsentHandle.init) }

    /// The number of the consent of the device that has a tag now; 0 for most.
    func mark(of tag: Tag) -> UInt16 { addresses.mark(of: tag) ?? 0 }

    /// All that are in force, by reference.
    var all: [Consent] { consents.values.sorted { $0.reference < $1.reference } }

    /// The key has changed: each device has another tag.
    mutating func derive(from keys: borrowing KeyRing, tagShift: UInt32) {
        addresses.derive(from: keys, tagShift: tagShift)
    }

    /// Takes the consents that have ended: whatever was built on them has to go.
    mutating func takeEnded() -> [ConsentHandle] {
        defer { ended = [] }
        return ended
    }

    /// Takes the references of the consents that have ended: what bears them and has not left is not to leave.
    mutating func takeEndedReferences() -> [String] {
        defer { endedReferences = [] }
        return endedReferences
    }

    /// A number that no consent has, nor one that ended and was not yet told of.
    private mutating func freeNumber() -> UInt16? {
        guard consents.count < Self.limit else { return nil }
        let taken = Set(ended.map(\.number))
        repeat {
            lastNumber = lastNumber == Self.lastNumber ? 1 : lastNumber + 1
        } while consents[lastNumber] != nil || taken.contains(lastNumber)
        return lastNumber
    }

    private static let limit = 20_000
    private static let lastNumber: UInt16 = 65_000
}
