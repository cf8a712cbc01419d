import Fleet

/// Keeps the calibrations of a site, each version in a file of its own: `calibrations/7.json` in the folder for what
/// must survive. The highest that can be read is in force; what `footfall calibrate install` puts there is found, too.
/// Without a folder everything is in memory.
struct CalibrationStore {
    /// What is in force; `nil` before any.
    private(set) var newest: CalibrationDocument?
    private var problems: [String] = []
    private let folder: DurableFolder?
    private let folderPath: String?
    private let site: String
    /// When a file last came or went, as far as this store has looked.
    private var lookedAt: Int64?

    /// The store of `site` in `directory`.
    init(directory: String?, site: String) {
        self.site = site
        folderPath = directory.map { "\($0)/\(Self.name)" }
        do throws(DurableFolder.Failure) {
            folder = try directory.map { path throws(DurableFolder.Failure) in
                _ = try DurableFolder(path)
                return try DurableFolder("\(path)/\(Self.name)")
            }
        } catch {
            folder = nil
            problems.append("\(error)")
        }
        newest = find(after: -1)
    }

    /// What somebody else has put there since the last call; `nil` for nothing newer than `version`.
    mutating func installed(after version: Int) -> CalibrationDocument? {
        let changedAt = folderPath.flatMap(PrivateFile.changeTime)
        guard changedAt != lookedAt else { return nil }
        lookedAt = changedAt
        return find(after: version)
    }

    /// What is wrong with files that were passed over, once.
    mutating func takeProblems() -> [String] {
        defer { problems = [] }
        return problems
    }

    /// Whether there is a folder that can be used.
    var keeps: Bool { folder != nil }

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

    /// The highest version above `lowest` that can be read.
    private mutating func find(after lowest: Int) -> CalibrationDocument? {
        for version in versions where version > lowest {
            do throws(InvalidConfiguration) {
                let bytes = folder?.contents(of: Self.file(version), limit: Self.longest) ?? []
                let document = try CalibrationDocument(reading: bytes)
                if document.site == site, document.version == version { return document }
                problems.append("\(Self.file(version)): is version \(document.version) of \(document.site)")
            } catch {
                problems += error.problems.prefix(1).map { "\(Self.file(version)): \($0)" }
            }
        }
        return nil
    }

    private static func file(_ version: Int) -> String { "\(version)\(ending)" }

    private static let name = "calibrations"
    private static let ending = ".json"
    private static let longest = 1 << 20
    /// A month of nights.
    private static let mostVersions = 30
}
