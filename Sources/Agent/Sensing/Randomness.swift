public import Simulation

/// Where keys and identifiers come from.
public enum Randomness: RandomNumberGenerator, Sendable {
    /// The operating system: always, but for a replay that has to give the same output twice.
    case system
    /// A seed. Whoever knows it knows the keys: for replays of captures only.
    case seeded(SeededGenerator)

    public mutating func next() -> UInt64 {
        switch self {
        case .system:
            var generator = SystemRandomNumberGenerator()
            return generator.next()
        case .seeded(var generator):
            defer { self = .seeded(generator) }
            return generator.next()
        }
    }
}
