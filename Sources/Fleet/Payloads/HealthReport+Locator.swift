public import Timekeeping

extension HealthReport {
    /// How what the sensors of a site hear reaches a box that may be its locator.
    public struct Locator: Equatable, Sendable {
        /// Scans that came too late to be placed: by a slow network, a busy box, or a clock that is off.
        public var lateScans: Int
        /// Scans that a sensor or the locator had no room for.
        public var droppedScans: Int
        /// The sensors in the site's order.
        public var sensors: [Sensor]

        /// How it reaches a box.
        public init(lateScans: Int, droppedScans: Int, sensors: [Sensor]) {
            self.lateScans = lateScans
            self.droppedScans = droppedScans
            self.sensors = sensors
        }
    }
}

extension HealthReport.Locator {
    /// How one sensor's batches come; they come each second, whoever is there.
    public struct Sensor: Equatable, Sendable {
        /// How far the locator relies on a sensor's clock.
        public enum Clock: String, CaseIterable, Sendable {
            /// Frames that others heard too say how far it is off.
            case measured
            /// The sensor says that a time service keeps it right, and nothing speaks against it.
            case claimed
            /// It is off, or nobody knows: what it heard counts less.
            case adrift
        }

        /// The sensor's name.
        public var sensor: String
        /// Since its last batch; `nil` before the first.
        public var lastBatchAge: Interval?
        /// Batches that never came, by the gaps in their numbers.
        public var lostBatches: Int
        /// How far its clock is relied upon.
        public var clock: Clock

        /// How they come from one.
        public init(sensor: String, lastBatchAge: Interval?, lostBatches: Int, clock: Clock) {
            self.sensor = sensor
            self.lastBatchAge = lastBatchAge
            self.lostBatches = lostBatches
            self.clock = clock
        }
    }

    func write(to text: inout JSONText) {
        text.member("lateScans", lateScans)
        text.member("droppedScans", droppedScans)
        text.array("sensors", sensors) { text, sensor in
            text.member("sensor", sensor.sensor)
            text.member("lastBatchAgeSeconds", sensor.lastBatchAge?.seconds)
            text.member("lostBatches", sensor.lostBatches)
            text.member("clock", sensor.clock.rawValue)
        }
    }
}
