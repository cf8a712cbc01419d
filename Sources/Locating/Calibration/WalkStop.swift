public import Positioning
import Privacy
public import Timekeeping

/// Finds the installer's phone among what was heard during a stop of a walk.
///
/// Nothing but its zeal tells it from others: it scans all the time and keeps its address (randomisation off, or a laptop
/// that scans in a loop), so that it sends far more frames than anybody else.
public enum WalkStop {
    /// Why there is no stop.
    public enum Refusal: Error, Equatable, Sendable {
        /// Too few frames came: they are this many.
        case tooFewFrames(Int)
        /// Another transmitter sent about as much.
        case notAlone
    }

    /// What was heard between two instants at a known place.
    public static func stop(
        at place: ResidualMap.Place, from start: WallTime, until end: WallTime, in scans: [ScanGatherer.Scan]
    ) throws(Refusal) -> Stop {
        let heard = Dictionary(grouping: scans.filter { $0.time >= start && $0.time < end }, by: \.tag)
        let totals = heard.mapValues { $0.reduce(0) { $0 + $1.frames } }
        let ranking = totals.sorted { ($0.value, $0.key.bits) > ($1.value, $1.key.bits) }
        guard let first = ranking.first, first.value >= fewestFrames else {
            throw .tooFewFrames(ranking.first?.value ?? 0)
        }
        if ranking.count > 1, ranking[1].value * 2 > first.value { throw .notAlone }
        let own = heard[first.key] ?? []
        let sensors = own.first?.readings.count ?? 0
        return Stop(floor: place.floor, point: place.point, readings: (0..<sensors).map { mean(of: own, $0) })
    }

    private static func mean(of scans: [ScanGatherer.Scan], _ sensor: Int) -> Reading {
        var (sum, count) = (0.0, 0)
        for scan in scans {
            guard case .heard(let level, let frames) = scan.readings[sensor] else { continue }
            sum += level * Double(frames)
            count += frames
        }
        return count == 0 ? .silent : .heard(level: sum / Double(count), frames: count)
    }

    /// Frames at all sensors together from which a stop counts.
    public static let fewestFrames = 10
}
