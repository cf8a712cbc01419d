public import Fleet

/// Puts a calibration that was made elsewhere, by a walk for instance, in force at the box on which this runs: it goes
/// into the agent's folder, where a running agent finds it within a second and tells the site's other locators.
public enum CalibrationInstallation {
    /// Why a calibration cannot be put in force.
    public enum Refusal: Error, Equatable, Sendable, CustomStringConvertible {
        /// The box is none that may be the locator of a site.
        case noLocator
        /// The box keeps nothing.
        case noStorage
        /// The calibration does not belong to the site; these are the reasons.
        case foreign([String])
        /// The system refused.
        case notKept(String)

        /// For an operator.
        public var description: String {
            switch self {
            case .noLocator: "this box has no locator role at a site: it has no positions to calibrate"
            case .noStorage: "the configuration names no storage.directory: the agent keeps nothing"
            case .foreign(let reasons): reasons.joined(separator: "\n")
            case .notKept(let reason): reason
            }
        }
    }

    /// Installs `document`, as a version above all that the box knows; answers that version.
    public static func install(
        _ document: CalibrationDocument, at box: Configuration, of site: SiteDocument
    ) throws(Refusal) -> Int {
        guard site.locators.contains(where: { $0.id == box.sensor }) else { throw .noLocator }
        guard let directory = box.storage.directory else { throw .noStorage }
        let reasons = mismatches(of: document, with: site)
        guard reasons.isEmpty else { throw .foreign(reasons) }
        var store = CalibrationStore(directory: directory, site: site.site)
        guard store.keeps else { throw .notKept(store.takeProblems().joined(separator: "; ")) }
        var next = document
        next.version = max(document.version, (store.newest?.version ?? 0) + 1)
        do throws(DurableFolder.Failure) { try store.keep(next) } catch { throw .notKept("\(error)") }
        return next.version
    }

    /// What in a calibration is of another site, or of another plan.
    private static func mismatches(of document: CalibrationDocument, with site: SiteDocument) -> [String] {
        guard document.site == site.site else { return ["it is the calibration of another site (\(document.site))"] }
        guard document.basis != .none else { return ["it is none: it was made from nothing"] }
        let listeners = site.listeners.map(\.id)
        let strangers = document.sensors.map(\.id).filter { !listeners.contains($0) }
        let upstairs = document.sensors.flatMap(\.mapPoints).map(\.floor).filter { $0 >= site.floors.count }
        return strangers.map { "it has the sensor \($0), which the site does not have" }
            + Set(upstairs).sorted().map { "its map has a floor number \($0), which the site does not have" }
    }
}
