import Privacy
import Timekeeping

/// What is kept of one transmitter while it is around: 64 bytes.
struct Device: Equatable, Sendable {
    private(set) var firstHeard: WallTime
    /// The first scan from inside since the last visit ended.
    private(set) var firstInside: WallTime
    private(set) var lastHeard: WallTime
    var tag: Tag
    let isRandomised: Bool
    /// Whether the entry stands for a device, or waits for the next one.
    var isTaken = true
    /// Scans so far: frames less than 4 s apart are one scan.
    private(set) var scans: UInt16 = 0
    /// Scans so far that came rather from inside.
    private(set) var insideScans: UInt16 = 0
    /// The number of its owner's consent, or 0.
    var consent: UInt16 = 0
    /// The levels of the present scan.
    private(set) var scanLevels = ScanLevels()
    /// Where its visit stands, or -1.
    var visit: Int32 = -1
    /// The likeliest zone of its last scan.
    var zone: UInt8 = 0
    /// Whether it had a visit that ended.
    private(set) var hadVisit = false
    /// The last window of each length that counted this device.
    var countedInWindows = WindowStamps(repeating: 0)

    init(tag: Tag, isRandomised: Bool, at time: WallTime) {
        self.tag = tag
        self.isRandomised = isRandomised
        firstHeard = time
        lastHeard = time
        firstInside = time
    }

    /// Whether it can be followed: its owner agreed, its address is global, or has stayed the same over several scans.
    var isStable: Bool {
        consent != 0 || !isRandomised || (scans >= provingScans && lastHeard - firstHeard >= provingTime)
    }

    /// A frame with a level; answers whether it begins a scan.
    mutating func heard(levelDBm: Int8, at time: WallTime, model: LevelModel) -> Bool {
        let startsScan = beginsScan(at: time)
        let wasInside = !startsScan && isInside(model)
        scanLevels.add(levelDBm)
        judge(wasInside: wasInside, at: time, model: model)
        return startsScan
    }

    /// A scan that came from inside with a probability; answers whether it is a new one.
    mutating func located(insideProbability: Double, at time: WallTime, model: LevelModel) -> Bool {
        let startsScan = beginsScan(at: time)
        let wasInside = !startsScan && isInside(model)
        scanLevels = ScanLevels(insideProbability: insideProbability)
        judge(wasInside: wasInside, at: time, model: model)
        return startsScan
    }

    @inline(__always)
    private mutating func beginsScan(at time: WallTime) -> Bool {
        guard scans == 0 || time - lastHeard >= burstGap else { return false }
        scans = scans == .max ? .max : scans + 1
        scanLevels = ScanLevels()
        return true
    }

    /// What the scan is now may be evidence for inside, or no longer be it.
    @inline(__always)
    private mutating func judge(wasInside: Bool, at time: WallTime, model: LevelModel) {
        lastHeard = max(lastHeard, time)
        switch (wasInside, isInside(model)) {
        case (false, true):
            if insideScans == 0 || isEvidenceStale(at: time) {
                firstInside = time
                insideScans = 0
            }
            insideScans = insideScans == .max ? .max : insideScans + 1
        case (true, false): insideScans = insideScans == 0 ? 0 : insideScans - 1
        default: break
        }
    }

    /// Whether its first scan from inside is too old to stand for the same visit as one now.
    private func isEvidenceStale(at time: WallTime) -> Bool {
        visit < 0 && time - firstInside >= PresenceTracker.retention
    }

    /// Its visit ended: a new one needs new evidence.
    mutating func visitEnded() {
        visit = -1
        hadVisit = true
        insideScans = 0
    }

    /// Whether the present scan came rather from inside.
    func isInside(_ model: LevelModel) -> Bool {
        model.isInside(scanLevels)
    }

    /// Whether what was heard is enough to say that it came in: one clear scan, or two that are likelier than not.
    func hasEntered(_ model: LevelModel) -> Bool {
        insideScans >= 2 || model.isClearlyInside(scanLevels)
    }
}

/// Frames of one address closer than this are one burst. Source: the counting model's MAC-burst.
private let burstGap = Interval.seconds(4)
/// A random address that lasts for so many scans and so long is one that its owner keeps.
private let provingScans: UInt16 = 3
private let provingTime = Interval.minutes(2)
