import Agent
import ArgumentParser
import Capture
import Fleet
import Glibc
import Locating
import Positioning

/// What both calibrations read and write.
struct CalibrationInput: ParsableArguments {
    @Option(help: ArgumentHelp("The site document.", valueName: "file"), completion: .file())
    var site: String

    @Option(
        help: ArgumentHelp("A folder with a capture for each sensor, SENSOR.pcap.", valueName: "folder"),
        completion: .directory)
    var captures: String?

    @Option(
        help: ArgumentHelp(
            "Published sightings: lines of topic and payload in hex; - for standard input.", valueName: "file"),
        completion: .file())
    var sightings: String?

    @Option(
        help: ArgumentHelp("The calibration that is in force. (default: none)", valueName: "file"), completion: .file())
    var from: String?

    @Option(
        help: ArgumentHelp("Where the new calibration goes, as JSON. (default: it is not written)", valueName: "file"),
        completion: .file())
    var out: String?

    @Flag(help: "Prints the new calibration instead of a report.")
    var json = false

    func validate() throws {
        if captures != nil, sightings != nil { throw ValidationError("give --captures or --sightings, not both") }
    }

    /// The scans of the site's sensors.
    func scans(of site: SiteDocument) throws -> [ScanGatherer.Scan] {
        if let captures { return try captured(in: captures, site) }
        guard let sightings else { throw ValidationError("give --captures or --sightings") }
        let lines = try EvaluateInput.bytes("sightings", sightings)
        return SightingLines.scans(lines, site)
    }

    /// What is in force.
    func previous(of site: SiteDocument) throws -> Calibration {
        guard let from else { return Calibration() }
        let document = try Self.document(from)
        guard document.site == site.site else {
            throw Failure.exit(EX_CONFIG, "\(from): is the calibration of another site (\(document.site))")
        }
        return document.calibration
    }

    /// Reads a calibration.
    static func document(_ path: String) throws -> CalibrationDocument {
        let bytes = try EvaluateInput.bytes("calibration", path)
        do throws(InvalidConfiguration) { return try CalibrationDocument(reading: bytes) } catch {
            throw Failure.exit(EX_CONFIG, error.problems.map { "\(path): \($0)" }.joined(separator: "\n"))
        }
    }

    private func captured(in folder: String, _ site: SiteDocument) throws -> [ScanGatherer.Scan] {
        let paths = site.listeners.map { "\(folder)/\($0.id).pcap" }
        let progress = ProgressBar("read", reading: paths)
        defer { progress.end() }
        let result: SiteReplayResult
        do throws(CaptureError) { result = try SiteReplay().run(paths: paths) } catch {
            throw Failure.exit(error.exitStatus, error)
        }
        for damage in result.damages { Failure.say(damage) }
        if let foreign = result.foreignLinkType {
            Failure.say("cannot read link type \(foreign): frames were left out")
        }
        if result.dropped > 0 { Failure.say("\(result.dropped) scans were left out: too many for one calibration") }
        return result.scans
    }
}

/// What sensors published, as lines of a file.
enum SightingLines {
    /// The scans; lines that are none are counted and told.
    static func scans(_ bytes: [UInt8], _ site: SiteDocument) -> [ScanGatherer.Scan] {
        var gatherer = ScanGatherer(sensorCount: site.listeners.count)
        var refused = 0
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let parts = line.split(separator: UInt8(ascii: " "))
            guard parts.count == 2, let payload = octets(parts[1]),
                let sensor = sensor(String(decoding: parts[0], as: UTF8.self), site),
                let batch = try? SightingBatch(decoding: payload)
            else {
                refused += 1
                continue
            }
            gatherer.heard(batch, by: sensor)
        }
        if refused > 0 { Failure.say("\(refused) lines are no sightings of this site, and were left out") }
        return gatherer.finish()
    }

    /// Which listener of `site` published on `topic`: footfall/v1/SITE/sensor/SENSOR/sightings.
    static func sensor(_ topic: String, _ site: SiteDocument) -> Int? {
        let levels = topic.split(separator: "/", omittingEmptySubsequences: false)
        guard levels.count == 6, levels[2] == site.site, levels[5] == "sightings" else { return nil }
        return site.listeners.firstIndex { $0.id == levels[4] }
    }

    private static func octets(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard text.count % 2 == 0 else { return nil }
        let digits = text.map { Character(Unicode.Scalar($0)).hexDigitValue }
        guard digits.allSatisfy({ $0 != nil }) else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { UInt8((digits[$0] ?? 0) << 4 | (digits[$0 + 1] ?? 0)) }
    }
}

extension ScanGatherer {
    /// A sensor of the site published this.
    mutating func heard(_ batch: SightingBatch, by sensor: Int) {
        for scan in batch.scans {
            heard(scan.tag, by: sensor, levelDBm: scan.levelDBm, frames: scan.frames, at: scan.time)
        }
    }
}
