import Locating

/// A box of a site of several.
extension SensingPipeline {
    /// Whether silence means that nobody was there: the radio listens, and there is a key for what it hears.
    var isSensing: Bool { isListening && !isKeyMissing }

    /// Takes what was heard since the last call, and how much had no room.
    mutating func takeScans() -> (scans: [SensorScan], dropped: Int) { collector?.take() ?? ([], 0) }
}
