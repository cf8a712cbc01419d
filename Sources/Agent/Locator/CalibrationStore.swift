import Fleet

/// Keeps the calibrations of a site, each version in a file of its own: `calibrations/7.json` in the folder for what must
/// survive. The highest that can be read is in force; who takes it away has the one before. Without a folder everything
/// is in memory.
struct CalibrationStore {
    /// What is in force; `nil` before any.
    private(set) var newest: CalibrationDocument?
    /// What is wrong with files that were passed over.
    private(set) var problems: [String] = []
    private let folder: DurableFolder?

    /// The store of `site` in `directory`.
    init(directory: String?, site: String) {
        do throws(DurableFolder.Failure) {
            folder = try directory.map { path throws(DurableFolder.Failure) in
                _ = try DurableFolder(path)
                return try DurableFolder("\(path)/\(Self.name)")
            }
        } catch {
            folder = nil
            problems.append("\(error)")
        }
        for version in versions where newest == nil {
            do throws(InvalidConfiguration) {
                let bytes = folder?.contents(of: Self.file(version), limit: Self.longest) ?? []
                let document = try CalibrationDocument(reading: bytes)
                if document.site == site, document.version == version {
                    newest = document
                } else {
                    problems.append("\(Self.file(version)): is version \(document.version) of \(document.site)")
                }
            } catch {
                problems += error.problems.prefix(1).map { "\(Self.file(version)): \($0)" }
            }
        }
    }

    /// Puts a document in force.
    mutating func keep(_ document: CalibrationDocument) throws(DurableFolder.Failure) {
        newest = document
        try folder?.write(document.json, to: Self.file(document.version), purpose: "calibration")
        for version in versions.dropFirst(Self.mostVersions) { folder?.remove(Self.file(version)) }
    }

    /// The versions that are there, the highest first.
    private var versions: [Int] {
        (folder?.names ?? []).compactMap { name in
            guard name.hasSuffix(Self.ending) else { return nil }
            return Int(name.dropLast(Self.ending.count))
        }.sorted(by: >)
    }

    private static func file(_ version: Int) -> String { "\(version)\(ending)" }

    private static let name = "calibrations"
    private static let ending = ".json"
    private static let longest = 1 << 20
    /// A month of nights.
    private static let mostVersions = 30
}
