import Fleet
import Timekeeping
import Uplink

/// A sensor of an acted fleet, and when it says what: as often as the contract says, each sensor at its own moment.
struct FleetActor {
    var sensor: SampleSensor
    private var lines: [Line] = []
    private var waiting: [Publication] = []

    init(_ sensor: SampleSensor) { self.sensor = sensor }

    /// Begins at `start`; the first of each kind comes after a part of its period that is the sensor's own.
    mutating func plan(_ plan: FleetPlan, number: Int, at start: Uptime) {
        // The golden ratio spreads any number of sensors evenly. Source: Knuth, TAOCP vol. 3, §6.4.
        let phase = (Double(number) * 0.618_033_988_749_895).truncatingRemainder(dividingBy: 1)
        lines = [
            Line(.health, every: 30, plan: plan, phase: phase, at: start),
            Line(.occupancy, every: 60, plan: plan, phase: phase, at: start),
            Line(.footfall, every: 900, plan: plan, phase: phase, at: start),
        ]
        if plan.visitsPerHour > 0 {
            lines.append(Line(.visit, every: 3_600 / plan.visitsPerHour, plan: plan, phase: phase, at: start))
        }
    }

    /// The next message that is due.
    mutating func next(at now: Uptime) -> Publication? {
        if !waiting.isEmpty { return waiting.removeFirst() }
        for index in lines.indices where lines[index].dueAt <= now {
            lines[index].dueAt = lines[index].dueAt + lines[index].period
            waiting = messages(lines[index].kind)
            return waiting.removeFirst()
        }
        return nil
    }

    private mutating func messages(_ kind: Line.Kind) -> [Publication] {
        var generator = SystemRandomNumberGenerator()
        let time = SystemClock.wallTime
        return switch kind {
        case .health: [sensor.health(at: time)]
        case .occupancy: [sensor.occupancy(at: time, using: &generator)]
        case .footfall: [sensor.footfall(at: time, using: &generator)]
        case .visit: sensor.visit(at: time, using: &generator)
        }
    }

    /// One kind of message.
    private struct Line {
        enum Kind { case health, occupancy, footfall, visit }

        let kind: Kind
        let period: Interval
        var dueAt: Uptime

        init(_ kind: Kind, every seconds: Double, plan: FleetPlan, phase: Double, at start: Uptime) {
            self.kind = kind
            period = .nanoseconds(Int64(seconds / plan.speed * 1e9))
            dueAt = start + .nanoseconds(Int64(phase * Double(period.nanoseconds)))
        }
    }
}
