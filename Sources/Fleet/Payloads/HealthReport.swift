public import Timekeeping

/// `…/health`: how an agent does.
public struct HealthReport: Equatable, Sendable {
    /// What one radio heard.
    public struct Radio: Equatable, Sendable {
        /// The capture interface.
        public var interface: String
        /// Frames that the kernel's filter let through.
        public var frames: Int
        /// Probe requests among them that were read and counted.
        public var probeRequests: Int
        /// Frames that could not be read.
        public var malformed: Int
        /// Frames whose check sequence was wrong.
        public var badFrameChecks: Int
        /// Probe requests whose owner objects to being counted.
        public var objections: Int
        /// Probe requests without a level: they cannot be counted.
        public var withoutLevel: Int
        /// Frames that the kernel dropped because the agent was too slow.
        public var kernelDrops: Int
        /// Since the last frame of any kind; `nil` when there was none.
        public var lastFrameAge: Interval?
        /// The channels on which something was heard.
        public var channels: [Channel]
        /// The centre frequency that the agent told the radio to listen on; `nil` when the choice is not the agent's.
        public var requestedFrequencyMegahertz: Int?
        /// The centre frequency that the kernel says it listens on; `nil` when it does not say.
        public var effectiveFrequencyMegahertz: Int?
        /// The noise in dBm on that frequency; `nil` when the driver does not say.
        public var noiseDBm: Int?

        /// What was heard of a radio.
        public init(
            interface: String, frames: Int, probeRequests: Int, malformed: Int, badFrameChecks: Int, objections: Int,
            withoutLevel: Int, kernelDrops: Int, lastFrameAge: Interval?, channels: [Channel],
            requestedFrequencyMegahertz: Int? = nil, effectiveFrequencyMegahertz: Int? = nil, noiseDBm: Int? = nil
        ) {
            self.interface = interface
            self.frames = frames
            self.probeRequests = probeRequests
            self.malformed = malformed
            self.badFrameChecks = badFrameChecks
            self.objections = objections
            self.withoutLevel = withoutLevel
            self.kernelDrops = kernelDrops
            self.lastFrameAge = lastFrameAge
            self.channels = channels
            self.requestedFrequencyMegahertz = requestedFrequencyMegahertz
            self.effectiveFrequencyMegahertz = effectiveFrequencyMegahertz
            self.noiseDBm = noiseDBm
        }
    }

    /// What was heard on one channel.
    public struct Channel: Equatable, Sendable {
        /// The centre frequency.
        public var frequencyMegahertz: Int
        /// Probe requests.
        public var probeRequests: Int
        /// How long the radio was there; told by the metrics only.
        public var dwell: Interval

        /// What was heard on a channel.
        public init(frequencyMegahertz: Int, probeRequests: Int, dwell: Interval = .zero) {
            self.frequencyMegahertz = frequencyMegahertz
            self.probeRequests = probeRequests
            self.dwell = dwell
        }
    }

    /// What waits for the broker.
    public struct Outbox: Equatable, Sendable {
        /// Messages that wait.
        public var depth: Int
        /// Age of the oldest; `nil` when none waits.
        public var oldestAge: Interval?
        /// Messages that were dropped since the start, by importance.
        public var droppedTelemetry: Int
        /// As above.
        public var droppedStates: Int
        /// As above.
        public var droppedEvents: Int
        /// Messages handed to the connection since the start; told by the metrics only.
        public var published = 0
        /// Messages of those that the broker has; told by the metrics only.
        public var acknowledged = 0

        /// What waits and what was dropped.
        public init(
            depth: Int, oldestAge: Interval?, droppedTelemetry: Int, droppedStates: Int, droppedEvents: Int
        ) {
            self.depth = depth
            self.oldestAge = oldestAge
            self.droppedTelemetry = droppedTelemetry
            self.droppedStates = droppedStates
            self.droppedEvents = droppedEvents
        }
    }

    /// When the report was made.
    public var at: WallTime
    /// Since the agent started.
    public var uptime: Interval
    /// Resident memory in bytes.
    public var residentBytes: Int
    /// Processor time since the start.
    public var processorTime: Interval
    /// The radios.
    public var radios: [Radio]
    /// The outbox.
    public var outbox: Outbox
    /// How far the clock can be trusted.
    public var clock: ClockQuality
    /// How sightings reach the box; `nil` at one that is never its site's locator.
    public var locator: Locator?

    /// A report of these parts.
    public init(
        at: WallTime, uptime: Interval, residentBytes: Int, processorTime: Interval, radios: [Radio], outbox: Outbox,
        clock: ClockQuality, locator: Locator? = nil
    ) {
        self.at = at
        self.uptime = uptime
        self.residentBytes = residentBytes
        self.processorTime = processorTime
        self.radios = radios
        self.outbox = outbox
        self.clock = clock
        self.locator = locator
    }
}
