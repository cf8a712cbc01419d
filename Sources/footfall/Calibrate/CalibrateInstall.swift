import Agent
import ArgumentParser
import Fleet
import Glibc

struct CalibrateInstall: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "install",
        abstract: "Puts a calibration in force: what calibrate walk or crowd has written.",
        discussion: """
            To be run on a box that may be the site's locator. The calibration goes into the agent's storage.directory, \
            above the versions that are there; an agent that runs takes it within a second, and tells the site's \
            other locators and fleet managers. To take it back, install the one before (calibrations/VERSION.json in \
            that folder).

            Exit status: 0; 65 when the calibration does not belong to the site; 66 when a file cannot be read; 73 \
            when it cannot be written; 78 when the configuration, the site document or the calibration is wrong, or \
            the box has no locator role or keeps nothing.
            """)

    @Option(help: "The configuration of the box, YAML or JSON.", completion: .file())
    var config: String

    @Argument(help: "The calibration (JSON).", completion: .file())
    var calibration: String

    func run() throws {
        let box = try ConfigurationArgument.read(config)
        guard let site = try SiteArgument.read(for: box) else {
            throw Failure.exit(EX_CONFIG, "\(config): \(CalibrationInstallation.Refusal.noLocator)")
        }
        let document = try CalibrationInput.document(calibration)
        do throws(CalibrationInstallation.Refusal) {
            let version = try CalibrationInstallation.install(document, at: box, of: site)
            print("version \(version) of the calibration of \(site.site)")
        } catch {
            switch error {
            case .noLocator, .noStorage: throw Failure.exit(EX_CONFIG, "\(config): \(error)")
            case .foreign(let reasons):
                throw Failure.exit(EX_DATAERR, reasons.map { "\(calibration): \($0)" }.joined(separator: "\n"))
            case .notKept: throw Failure.exit(EX_CANTCREAT, error)
            }
        }
    }
}
