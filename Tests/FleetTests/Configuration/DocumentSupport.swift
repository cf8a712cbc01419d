import FoundationEssentials
import Testing

@testable import Fleet

/// Chance that can be repeated: set FOOTFALL_SEED to the seed that a failed test names.
struct DocumentChance: RandomNumberGenerator {
    let seed: UInt64
    private var state: UInt64

    init() {
        let given = ProcessInfo.processInfo.environment["FOOTFALL_SEED"].flatMap { UInt64($0) }
        seed = given ?? UInt64.random(in: 0...UInt64.max)
        state = seed
    }

    /// SplitMix64, Steele, Lea and Flood 2014.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// The reference configuration as it is shipped.
func referenceBytes() throws -> [UInt8] { try shippedBytes("footfall.reference.yaml") }

/// The file of this name in deploy/.
func shippedBytes(_ name: String) throws -> [UInt8] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    return [UInt8](try Data(contentsOf: root.appending(path: "deploy/\(name)")))
}

/// The problems of a configuration as `path kind`, in their order.
func problems(in text: String, as format: DocumentFormat = .yaml) -> [ConfigurationProblem] {
    do throws(InvalidConfiguration) {
        _ = try Configuration(reading: Array(text.utf8), as: format)
        return []
    } catch { return error.problems }
}

extension [ConfigurationProblem] {
    /// `line path kind` of each.
    var outline: [String] { map { "\($0.position?.line ?? 0) \($0.path) \($0.kind)" } }
}

extension DocumentValue {
    /// The paths of all that is neither array nor object.
    var leaves: [String] {
        guard case .object(let members) = content else { return [""] }
        return members.flatMap { member in
            member.value.leaves.map { $0.isEmpty ? member.key : "\(member.key).\($0)" }
        }
    }
}
