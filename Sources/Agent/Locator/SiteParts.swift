import Counting
import Fleet
import Locating
import Logging
import Privacy
import Timekeeping
import Uplink

/// What a box of a site of several has beyond a sensor alone.
struct SiteParts {
    /// The box's own keys; `nil` for a sensor alone.
    let keys: BoxKeys?
    /// The site's calibration, at a box that may be the locator.
    let calibration: CalibrationDesk?
    /// By what devices are counted.
    let classTable: ClassTable
    private let configuration: Configuration
    private let membership: SiteMembership?

    /// The parts that a configuration asks for.
    init(_ configuration: Configuration, at time: WallTime, log: Logger) throws(RunError) {
        self.configuration = configuration
        do throws(ClassTableFileError) { classTable = try ClassTableFile.read(for: configuration) } catch {
            throw .classTable(error)
        }
        membership = try SiteMembership(configuration)
        if membership?.sharesKeys == true, configuration.keys.directory == nil { throw .noKeyDirectory }
        if let directory = configuration.keys.directory { keys = try BoxKeys(in: directory) } else { keys = nil }
        calibration = membership.flatMap { membership in
            guard membership.rank != nil else { return nil }
            return CalibrationDesk(
                membership.document, directory: configuration.storage.directory, at: time, log: log)
        }
    }

    /// Has what the box hears go to the site's locator, and messages not wait for frames.
    func prepare(_ pipeline: inout SensingPipeline, _ sources: SourceGroup) {
        guard membership != nil else { return }
        pipeline.collector = ScanCollector()
        sources.mostPatienceMilliseconds = 100
    }

    /// Where a sensor alone keeps what counters teach; at a site of several its locators do, each for itself.
    func memory(log: Logger) -> CalibrationMemory {
        CalibrationMemory(directory: membership == nil ? configuration.storage.directory : nil, log: log)
    }

    /// Takes the site's keys; `nil` for a box that makes its own.
    func follower() throws(RunError) -> KeyFollower? {
        guard let membership, let keys, membership.sharesKeys else { return nil }
        return try keys.follower(membership, configuration)
    }

    /// What the box listens to at the broker.
    func correspondents(at time: WallTime, log: Logger) throws(RunError) -> [any Correspondent] {
        guard let membership else { return [] }
        var correspondents: [any Correspondent] = []
        if membership.sharesKeys { correspondents.append(KeyReceiver(site: configuration.site, log: log)) }
        if membership.listens {
            correspondents.append(
                SightingSender(
                    site: configuration.site, sensor: configuration.sensor, boot: time, at: SystemClock.uptime))
        }
        if let rank = membership.rank, let calibration {
            correspondents.append(
                try LocatorService(
                    membership, rank: rank, keys: keys, calibration: calibration, table: classTable,
                    configuration: configuration, at: time, log: log))
            correspondents.append(calibration)
        }
        return correspondents
    }

    /// The composer of what is said for the whole site.
    func composer(boot: WallTime) -> Composer {
        membership?.composer(configuration, boot: boot) ?? Composer(configuration, boot: boot)
    }

    /// Whether the box speaks for its site without being asked: there is no other.
    var isAlone: Bool { membership == nil }

    /// Whether the box speaks for its site, now or when others are gone.
    var maySpeak: Bool { isAlone || membership?.rank != nil }

    /// How the site is described to Home Assistant; `nil` when it is not.
    func homeAssistant(by composer: Composer) -> Publication? {
        guard configuration.homeAssistant.enabled else { return nil }
        return composer.homeAssistant(
            prefix: configuration.homeAssistant.prefix, version: FootfallVersion.text,
            sensors: membership?.document.sensors.map(\.id), speakers: membership?.document.locators.map(\.id))
    }
}
