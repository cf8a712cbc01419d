/// Why a message is not taken for that of the fleet manager.
public enum SignatureFault: Error, Equatable, Sendable {
    /// It is too long or no JSON; what is wrong with it.
    case notJSON(ConfigurationProblem)
    /// It has no signature.
    case unsigned
    /// It is not in the flattened serialisation; why.
    case malformed(String)
    /// It names another algorithm than EdDSA.
    case foreignAlgorithm
    /// No key that this box trusts made the signature.
    case foreignKey
    /// The box trusts no key, and unsigned messages are not allowed either.
    case noKeys
}

extension SignatureFault: CustomStringConvertible {
    /// A sentence that goes on after what the message is.
    public var description: String {
        switch self {
        case .notJSON(let problem): "cannot be read: it \(problem.message)"
        case .unsigned: "has no signature (sign it: footfall fleet sign)"
        case .malformed(let reason): "is no JWS in the flattened JSON serialisation: \(reason)"
        case .foreignAlgorithm: "is not signed with EdDSA (sign it: footfall fleet sign)"
        case .foreignKey: "is signed by none of the keys that this box trusts, or was changed (see fleet.keys)"
        case .noKeys:
            "cannot be trusted: this box knows no key of the fleet (set fleet.keys, or fleet.allowUnsigned: true)"
        }
    }
}
