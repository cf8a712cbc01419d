public import Privacy
public import Timekeeping

/// Lets each transmitter have its say in a calibration, and no more than that: what never moves and never rests would
/// pull the sensors' gains towards its own place.
public struct ScanQuota: Equatable, Sendable {
    /// Scans of each transmitter that was heard lately, for two turns of the memory.
    private var taken: [Tag: Int] = [:]
    private var takenBefore: [Tag: Int] = [:]
    private var turnedAt = WallTime(nanoseconds: 0)

    /// A quota of which nothing is used.
    public init() {}

    /// A transmitter is heard again. Answers whether the scan counts.
    public mutating func admits(_ tag: Tag, formerTag: Tag?, at time: WallTime) -> Bool {
        turnMemory(at: time)
        let former = formerTag.flatMap { remove($0) } ?? 0
        let count = (remove(tag) ?? former) + 1
        taken[tag] = min(count, Self.most + 1)
        return count <= Self.most
    }

    /// Transmitters that are remembered.
    var rememberedCount: Int { taken.count + takenBefore.count }

    private mutating func remove(_ tag: Tag) -> Int? {
        taken.removeValue(forKey: tag) ?? takenBefore.removeValue(forKey: tag)
    }

    private mutating func turnMemory(at time: WallTime) {
        let age = time - turnedAt
        guard age >= Self.memory || age < .zero - Self.memory || taken.count >= Self.mostTags else { return }
        turnedAt = time
        swap(&taken, &takenBefore)
        if age >= Self.memory + Self.memory { takenBefore = [:] }
        taken.removeAll(keepingCapacity: taken.count * 4 > taken.capacity)
    }

    /// Scans of one transmitter.
    private static let most = 3
    /// Who is silent for so long, or up to twice as long, is somebody new. Longer than an epoch of keys lasts.
    private static let memory = Interval.minutes(20)
    private static let mostTags = 16_384
}
