public import Privacy
import Timekeeping

/// Collects the frames that one sensor hears into scans, until they are sent.
///
/// Frames of one transmitter between two sendings are one scan: the time of the first, the mean of the levels.
public struct ScanCollector: Equatable, Sendable {
    /// Frames without a level: nobody can say where they came from, and they are not sent.
    public private(set) var sightingsWithoutLevel = 0

    private var scans: [SensorScan] = []
    /// For each tag, where its scan stands.
    private var places: [Tag: Int] = [:]
    private var droppedScans = 0

    /// A collector that has heard nothing.
    public init() {}

    /// Whether a frame of this transmitter has come since the last sending.
    public func knows(_ tag: Tag) -> Bool { places[tag] != nil }

    /// A frame was heard. `formerTag` is looked at for the first frame of a scan only.
    public mutating func sighted(_ sighting: Sighting, formerTag: Tag?) {
        guard let level = sighting.levelDBm else {
            sightingsWithoutLevel += 1
            return
        }
        if let place = places[sighting.tag] { return scans[place].add(level, sighting) }
        guard scans.count < SightingBatch.mostScans else {
            droppedScans += 1
            return
        }
        places[sighting.tag] = scans.count
        scans.append(
            SensorScan(
                time: sighting.time, tag: sighting.tag, formerTag: formerTag, signature: sighting.signature, frames: 1,
                levelDBm: Double(level), frequencyMegahertz: sighting.frequencyMegahertz,
                isRandomised: sighting.isRandomised, isDirected: sighting.isDirected))
    }

    /// Takes the scans, and how many had no room.
    public mutating func take() -> (scans: [SensorScan], dropped: Int) {
        defer {
            scans = []
            places.removeAll(keepingCapacity: true)
            droppedScans = 0
        }
        return (scans, droppedScans)
    }
}

extension SensorScan {
    /// One more frame. Beyond ``mostFrames`` the mean hardly changes, and the count has to fit on the wire.
    fileprivate mutating func add(_ level: Int8, _ sighting: Sighting) {
        isDirected = isDirected || sighting.isDirected
        guard frames < Self.mostFrames else { return }
        frames += 1
        levelDBm += (Double(level) - levelDBm) / Double(frames)
    }

    /// The most frames that a scan counts.
    public static let mostFrames = 255
}
