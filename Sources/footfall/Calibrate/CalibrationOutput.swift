import Agent
import Evaluation
import Fleet
import Glibc
import Positioning
import Timekeeping

/// What a calibration has come to: told, and written.
struct CalibrationOutput {
    let site: SiteDocument
    let before: Calibration
    let after: Calibration
    let alarms: [CalibrationUpdate.Alarm]

    /// Compares both on the same scans, tells, and writes the document where the options say.
    func report(_ scans: [[Reading]], _ places: [ResidualMap.Place?], _ input: CalibrationInput) throws {
        var document = CalibrationDocument(site: site.site, after, alarms: alarms, at: SightingClock.now.rfc3339)
        do throws(InvalidPlan) {
            document.before = try CalibrationReview(site.plan, before, scans: scans, places: places).figures
            document.after = try CalibrationReview(site.plan, after, scans: scans, places: places).figures
        } catch {
            throw Failure.exit(EX_CONFIG, error)
        }
        print(input.json ? String(decoding: document.json, as: UTF8.self) : text(document))
        for alarm in alarms { Failure.say(alarm.sentence) }
        if let out = input.out { try OutputFile.write(document.json, to: out) }
    }

    private func text(_ document: CalibrationDocument) -> String {
        let model = document.model
        let offsets = document.sensors.map { sensor in
            "  \(sensor.id): \(sensor.offsetDecibels.map { CalibrationReview.decibels($0) } ?? "as on the plan")"
                + (sensor.mapPoints.isEmpty ? "" : ", map of \(sensor.mapPoints.count) stops")
        }
        return """
            generation \(document.version), from \(document.samples) \(document.basis == .walk ? "stops" : "scans")
            exponent \(CalibrationReview.number(model.exponent)), \(CalibrationReview.number(model.referenceLevelDBm)) dBm at \
            1 m, shadowing \(CalibrationReview.number(model.shadowingDecibels)) dB
            gains:
            \(offsets.joined(separator: "\n"))
            before: \(CalibrationReview.line(document.before))
            after:  \(CalibrationReview.line(document.after))
            """
    }
}
