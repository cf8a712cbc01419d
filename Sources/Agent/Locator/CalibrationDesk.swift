import Evaluation
import Fleet
import Locating
import Logging
import Positioning
import Presence
import Threading
import Timekeeping
import Uplink

/// Keeps the site's calibration at a box that may be its locator: fits when it is due or asked for, keeps each version,
/// publishes it, and takes over what another locator has published.
final class CalibrationDesk: Correspondent {
    let topicFilters: [String]
    /// What is in force.
    private(set) var document: CalibrationDocument
    /// Whether this box speaks for the site: only then it fits.
    private(set) var isHolding = false
    private let plan: FloorPlan
    private let log: Logger
    private let worker = CalibrationWorker()
    private var store: CalibrationStore
    private var keeper: CalibrationKeeper
    private var links: LinkWatch
    /// Whose command the fit at work answers.
    private var transaction: String?
    private var hasChanged = false
    private var nextLookAt: Uptime
    private var publications: [Publication] = []

    /// A desk with what was kept.
    init(_ document: SiteDocument, directory: String?, at time: WallTime, log: Logger) {
        topicFilters = [Topics.calibration(site: document.site)]
        plan = document.plan
        self.log = log
        store = CalibrationStore(directory: directory, site: document.site)
        self.document = store.newest ?? CalibrationDocument(site: document.site, Calibration(), at: nil)
        keeper = CalibrationKeeper(
            self.document.calibration, alarms: self.document.alarms.map(\.alarm),
            timeZone: TimeZoneFile.rules(of: document.timeZone) ?? .utc, at: time)
        links = LinkWatch(sensors: plan.sensors.map(\.name), at: time)
        nextLookAt = SystemClock.uptime
        tellProblems()
    }

    /// What positions go by.
    var calibration: Calibration { keeper.calibration }

    /// What positions go by from now on, if that is new since the last call.
    func takeChange() -> Calibration? {
        defer { hasChanged = false }
        return hasChanged ? calibration : nil
    }

    /// A scan was placed.
    func heard(_ readings: [Reading], in scan: LocatedScan) {
        keeper.heard(readings, of: scan.tag, formerTag: scan.formerTag, at: scan.time)
        links.heard(
            readings, of: scan.tag, formerTag: scan.formerTag, isRandomised: scan.isRandomised, at: scan.time)
    }

    /// This box speaks for the site from now on, or does not any more.
    func roleChanged(isHolding: Bool) {
        self.isHolding = isHolding
        if isHolding { publications.append(SitePublications.calibration(document)) }
    }

    /// A fleet manager asks for a fit. Answers why there is none; else the answer follows when it is done.
    func ordered(_ transaction: String, at time: WallTime) -> String? {
        guard isHolding else { return "this box is not the site's locator now (ask the one that is: see its lease)" }
        judgeLinks { $0.asked(at: time) }
        do throws(CalibrationKeeper.Refusal) {
            let assignment = try keeper.requested()
            self.transaction = transaction
            begin(assignment)
            return nil
        } catch {
            return "cannot calibrate: \(error)"
        }
    }

    func received(_ message: Message, pipeline: inout SensingPipeline, at time: WallTime) -> [Publication] {
        // A cleared topic says nothing.
        guard !message.payload.isEmpty else { return [] }
        do throws(InvalidConfiguration) {
            let offered = try CalibrationDocument(reading: message.payload)
            let isNewer = offered.version > document.version
            let isTheHolders = !isHolding && offered.version == document.version && offered != document
            guard offered.site == document.site, isNewer || isTheHolders else { return [] }
            takeOver(offered, origin: "the broker", at: time)
        } catch {
            let reasons = error.problems.map { "\($0)" }.joined(separator: "; ")
            log.warning("calibration refused", metadata: ["reason": "\(reasons)"])
        }
        return []
    }

    func tick(pipeline: inout SensingPipeline, at time: WallTime) -> [Publication] {
        if let result = worker.takeResult() { finish(result, pipeline, at: time) }
        if isHolding, let assignment = keeper.tick(at: time) { begin(assignment) }
        judgeLinks { $0.tick(at: time) }
        lookForInstalled(at: time)
        defer { publications = [] }
        return publications
    }

    var alertCauses: [AlertCause] {
        let alarms = isHolding ? self.alarms : []
        return [Alert.Kind.calibrationDrift, .sensorChanged].map { kind in
            let sentences = alarms.filter { $0.alert == kind }.map(\.sentence)
            return (kind, !sentences.isEmpty, sentences.joined(separator: "; "))
        }
    }
}

extension CalibrationDesk {
    /// What the last fit found, and what links show of sensors that it did not name.
    private var alarms: [CalibrationUpdate.Alarm] {
        let named = keeper.alarms.compactMap(\.sensor)
        return keeper.alarms + links.alarms.filter { alarm in !named.contains { $0 == alarm.sensor } }
    }

    /// Somebody may have put a calibration into the folder: whoever finds it tells the others.
    private func lookForInstalled(at time: WallTime) {
        guard SystemClock.uptime >= nextLookAt else { return }
        nextLookAt = SystemClock.uptime + Self.lookInterval
        let installed = store.installed(after: document.version)
        tellProblems()
        guard let installed else { return }
        takeOver(installed, origin: "the folder", at: time)
        publications.append(SitePublications.calibration(document))
    }

    private func tellProblems() {
        for problem in store.takeProblems() {
            log.warning("calibration passed over", metadata: ["reason": "\(problem)"])
        }
    }

    private func judgeLinks(_ judge: (inout LinkWatch) -> Bool) {
        let before = links.alarms.compactMap(\.sensor)
        guard judge(&links) else { return }
        log.debug("sensors judged", metadata: ["evidence": "links", "transmitters": "\(links.knownCount)"])
        for alarm in links.alarms where !before.contains(where: { $0 == alarm.sensor }) {
            log.warning("sensor changed", metadata: ["evidence": "links", "what": "\(alarm.sentence)"])
        }
    }

    private func begin(_ assignment: CalibrationKeeper.Assignment) {
        do throws(SystemFailure) { try worker.begin(assignment, on: plan) } catch {
            keeper.finished(nil)
            log.error("calibration cannot begin", metadata: ["error": "\(error)"])
        }
    }

    private func finish(
        _ result: CalibrationWorker.Result, _ pipeline: borrowing SensingPipeline, at time: WallTime
    ) {
        let isNews = keeper.finished(isHolding ? result.outcome : nil)
        if isNews {
            let next = CalibrationDocument(
                site: document.site, keeper.calibration, alarms: keeper.alarms, at: time.rfc3339, before: result.before,
                after: result.after)
            putInForce(next, origin: "this box")
            publications.append(SitePublications.calibration(next))
        }
        guard let transaction else { return }
        self.transaction = nil
        let response =
            isNews
            ? CommandResponse(transaction: transaction, data: document.effectiveDocument())
            : CommandResponse(transaction: transaction, error: "the scans do not tell the radio of the site")
        publications.append(pipeline.composer.response(response))
    }

    private func takeOver(_ offered: CalibrationDocument, origin: String, at time: WallTime) {
        keeper.replaced(by: offered.calibration, alarms: offered.alarms.map(\.alarm), at: time)
        if offered.basis == .walk { links.forget() }
        putInForce(offered, origin: origin)
    }

    /// One line for each change, one more for each alarm.
    private func putInForce(_ next: CalibrationDocument, origin: String) {
        log.notice(
            "calibration",
            metadata: [
                "transition": "\(document.version) -> \(next.version)", "origin": "\(origin)",
                "samples": "\(next.samples)", "exponent": "\(CalibrationReview.number(next.model.exponent))",
                "before": "\(CalibrationReview.line(next.before))", "after": "\(CalibrationReview.line(next.after))",
            ])
        for alarm in next.alarms { log.warning("calibration alarm", metadata: ["what": "\(alarm.alarm.sentence)"]) }
        document = next
        hasChanged = true
        do throws(DurableFolder.Failure) { try store.keep(next) } catch {
            log.error("the calibration is not kept", metadata: ["error": "\(error)"])
        }
    }

    private static let lookInterval = Interval.seconds(1)
}

extension CalibrationUpdate.Alarm {
    /// Whose levels it is about; `nil` for what is the site's.
    fileprivate var sensor: String? {
        switch self {
        case .tooFewSamples, .exponentDrift: nil
        case .sensorChanged(let name, _), .sensorMoved(let name, _): name
        }
    }

    /// How the outside is told.
    fileprivate var alert: Alert.Kind? {
        switch self {
        case .tooFewSamples: nil
        case .exponentDrift: .calibrationDrift
        case .sensorChanged, .sensorMoved: .sensorChanged
        }
    }
}
