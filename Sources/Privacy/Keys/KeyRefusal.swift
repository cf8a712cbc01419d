/// Why a sensor does not take an announcement of keys.
public enum KeyRefusal: String, Error, CaseIterable, Sendable {
    /// It is no announcement at all.
    case malformed
    /// It bears no signature.
    case unsigned
    /// It is signed by nobody who is a locator of this site, or was changed on the way.
    case foreign
    /// It is not newer than the last one that was taken.
    case replayed
    /// It is of an epoch that is over.
    case outdated
    /// It is of an epoch that is not near yet: the locator's clock or this box's is wrong.
    case premature
    /// Its epochs are of another length than this sensor is configured for.
    case otherEpochLength = "other-epoch-length"
    /// It holds no copy for this sensor: the sensor is not enrolled, or was struck off.
    case notForMe = "not-for-me"
    /// The copy for this sensor does not open with its key: it was enrolled with another one.
    case sealedToAnotherKey = "sealed-to-another-key"
    /// It holds a step from a key that this sensor does not have; the key itself has to come first.
    case predecessorMissing = "predecessor-missing"
}

extension KeyRefusal: CustomStringConvertible {
    /// The end of a sentence that begins with "the keys were refused: ".
    public var description: String {
        switch self {
        case .malformed: "this is no announcement of keys"
        case .unsigned: "it is not signed"
        case .foreign: "its signature is of no locator of this site"
        case .replayed: "it is not newer than the one before"
        case .outdated: "its epoch is over (is the clock of this box right?)"
        case .premature: "its epoch has not come (is the clock of this box right?)"
        case .otherEpochLength: "its epochs are of another length (is privacy.epochSeconds the same on all?)"
        case .notForMe: "nothing in it is for this sensor (is it enrolled in the site's document?)"
        case .sealedToAnotherKey: "it was sealed to another key than this sensor's (enrol the sensor again)"
        case .predecessorMissing: "it leads on from a key that this sensor does not have"
        }
    }
}
