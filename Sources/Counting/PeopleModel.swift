public import Timekeeping
import RealModule

/// How many people stand behind the devices of a site, learnt from other counters.
///
/// Two ratios: κ, people for each device, and β, people for each burst of frames, which does not saturate in a crowd.
/// κ may differ by the hour of the week, as far as the data carry it: an hour with little data leans on all hours. What
/// was learnt fades with 60 days, and its uncertainty grows while nothing new is learnt, up to that of no calibration.
public struct PeopleModel: Equatable, Sendable {
    /// What a quarter of an hour sounded like.
    public struct Sound: Equatable, Sendable {
        /// Devices on average, stationary ones left out.
        public var devices: Double
        /// Those of them that keep the address of their factory.
        public var equipment: Double
        /// Bursts of frames, at most 13 for a scan event.
        public var bursts: Double
        /// The hour of the local week, 0 (the first one of Monday) to 167.
        public var hourOfWeek: Int

        /// A quarter of an hour of these figures.
        public init(devices: Double, equipment: Double = 0, bursts: Double, hourOfWeek: Int) {
            self.devices = devices
            self.equipment = equipment
            self.bursts = bursts
            self.hourOfWeek = hourOfWeek
        }
    }

    /// What is known of the ratio.
    public struct Calibration: Equatable, Sendable {
        /// People for each device.
        public var factor: Double
        /// The standard uncertainty of ``factor``.
        public var uncertainty: Double
        /// Quarters of an hour that it was learnt from.
        public var lessons: Int
        /// When the last one was.
        public var learntAt: WallTime

        /// A calibration of these parts.
        public init(factor: Double, uncertainty: Double, lessons: Int, learntAt: WallTime) {
            self.factor = factor
            self.uncertainty = uncertainty
            self.lessons = lessons
            self.learntAt = learntAt
        }
    }

    var people = 0.0
    var devices = 0.0
    var bursts = 0.0
    var hours = [Hour](repeating: Hour(), count: 168)
    /// Squares of what was predicted wrong, each over the people predicted and one more.
    var squares = 0.0
    var weight = 0.0
    var lessons = 0
    var learntAt: WallTime?

    struct Hour: Equatable, Sendable {
        var people = 0.0
        var devices = 0.0
    }

    /// A model that has learnt nothing.
    public init() {}

    /// So many people were there, on average, in a quarter of an hour that sounded so.
    public mutating func learn(people count: Double, in sound: Sound, at time: WallTime) {
        guard count >= 0, sound.devices > 0 || count > 0 else { return }
        fade(to: time)
        if isCalibrated {
            let expected = expectation(of: sound)
            squares += (count - expected) * (count - expected) / (expected + 1)
            weight += 1
        }
        people += count
        devices += sound.devices
        bursts += sound.bursts
        hours[sound.hourOfWeek].people += count
        hours[sound.hourOfWeek].devices += sound.devices
        lessons += 1
        learntAt = time
    }

    /// The ratio; `nil` before there were eight lessons with people and devices in them.
    public func calibration(at time: WallTime) -> Calibration? {
        guard isCalibrated, let learntAt else { return nil }
        return Calibration(
            factor: ratio, uncertainty: ratio * relativeUncertainty(at: time), lessons: lessons, learntAt: learntAt)
    }

    /// The people of a quarter of an hour that sounded so, with a 95 % interval; an index while nothing is learnt.
    public func estimate(of sound: Sound, at time: WallTime) -> Estimate {
        guard isCalibrated else { return .peopleIndex(devices: sound.devices, equipment: sound.equipment) }
        return .people(
            expectation(of: sound), dispersion: dispersion, days: Double(lessons) / lessonsOfDay,
            ratioDeviation: relativeUncertainty(at: time))
    }

    private var isCalibrated: Bool { lessons >= 8 && devices > 0 && people > 0 }

    private var ratio: Double { people / devices }

    /// Variance for each person (and one more); 0.5 before it is known.
    private var dispersion: Double { (squares + 4 * 0.5) / (weight + 4) }

    private func expectation(of sound: Sound) -> Double {
        let hour = hours[sound.hourOfWeek]
        let factor = (hour.people + leaning * ratio) / (hour.devices + leaning)
        return Self.blend(ofDevices: factor * sound.devices, ofBursts: bursts > 0 ? sound.bursts * people / bursts : 0)
    }

    /// People by their devices and people by their bursts, each by its ratio: of few, the former are right, and of a crowd
    /// the latter, which do not saturate.
    public static func blend(ofDevices crowd: Double, ofBursts: Double) -> Double {
        let share = min(max((crowd - 20) / 80, 0), 0.7)
        guard share > 0, ofBursts > 0 else { return crowd }
        return .pow(crowd, 1 - share) * .pow(ofBursts, share)
    }

    /// Lessons of one hour share their error; since the last one, phones and habits have changed.
    private func relativeUncertainty(at time: WallTime) -> Double {
        let learnt = (4 * dispersion * (people + Double(lessons))).squareRoot() / people
        return Estimate.ratioDeviation(learnt: learnt, age: time - (learntAt ?? time))
    }

    private mutating func fade(to time: WallTime) {
        guard let learntAt, time > learntAt else { return }
        let kept = 1 / (1 + (time - learntAt).seconds / fadingSeconds)
        people *= kept
        devices *= kept
        bursts *= kept
        squares *= kept
        weight *= kept
        for hour in hours.indices {
            hours[hour].people *= kept
            hours[hour].devices *= kept
        }
    }
}

/// So many devices in quarters of an hour make an hour of the week half independent of the others.
private let leaning = 100.0
/// Quarters of an hour in which a shop is open on a day.
private let lessonsOfDay = 40.0
private let fadingSeconds = 60.0 * 86_400
