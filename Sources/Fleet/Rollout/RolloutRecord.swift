public import Timekeeping

/// What survives a power cut: which documents are in force, which are on trial, and what was told. The documents
/// themselves are kept beside it, by their digests.
public struct RolloutRecord: Equatable, Sendable {
    /// The digests of the documents of a generation.
    public struct Digests: Equatable, Sendable {
        /// The one for all sensors.
        public var site: String?
        /// The one for this sensor.
        public var sensor: String?

        /// The digests of a generation.
        public init(_ generation: Generation = Generation()) {
            site = generation.site?.hash
            sensor = generation.sensor?.hash
        }
    }

    /// A generation on trial.
    public struct Trial: Equatable, Sendable {
        /// Its documents.
        public var digests: Digests
        /// The scope of the new one.
        public var scope: DesiredScope
        /// How often it was begun.
        public var attempts: Int

        /// A trial of this generation.
        public init(_ candidate: Candidate, attempts: Int) {
            digests = Digests(candidate.generation)
            scope = candidate.document.scope
            self.attempts = attempts
        }
    }

    /// What is in force.
    public var inForce = Digests()
    /// What is on trial.
    public var trial: Trial?
    /// What became of the last document of each scope.
    public var outcomes: [DesiredScope: RolloutOutcome] = [:]

    /// When the last command was issued that was carried out: it and all before are not carried out again.
    public var lastCommandIssuedAt: WallTime?

    /// Nothing was ever pushed.
    public init() {}

    /// The digests of all documents that must be kept.
    public var documents: Set<String> {
        Set([inForce.site, inForce.sensor, trial?.digests.site, trial?.digests.sensor].compactMap(\.self))
    }

    /// The record as JSON.
    public var json: [UInt8] {
        let trial = trial.map { trial in
            DocumentValue.members([
                "documents": Self.document(trial.digests), "scope": .text(trial.scope.rawValue),
                "attempts": DocumentValue(.integer(trial.attempts)),
            ])
        }
        let told = outcomes.sorted { $0.key.rawValue < $1.key.rawValue }.map { ($0.key.rawValue, $0.value.document) }
        return DocumentValue.members([
            "inForce": Self.document(inForce), "trial": trial ?? DocumentValue(.null), "outcomes": .members(told),
            "lastCommandIssuedAt": .textOrNull(lastCommandIssuedAt?.rfc3339),
        ]).json()
    }

    /// Reads a record; `nil` for what is none.
    public init?(reading bytes: [UInt8]) {
        guard let document = try? DocumentValue(reading: bytes, as: .json), let inForce = document.value("inForce"),
            let outcomes = document.value("outcomes")
        else { return nil }
        self.inForce = Self.digests(inForce)
        lastCommandIssuedAt = document.text("lastCommandIssuedAt").flatMap(WallTime.init(rfc3339:))
        if let trial = document.value("trial"), let documents = trial.value("documents"),
            let scope = trial.text("scope").flatMap(DesiredScope.init), let attempts = trial.number("attempts")
        {
            self.trial = Trial(digests: Self.digests(documents), scope: scope, attempts: attempts)
        }
        for scope in DesiredScope.allCases {
            self.outcomes[scope] = outcomes.value(scope.rawValue).flatMap(RolloutOutcome.init)
        }
    }

    private static func document(_ digests: Digests) -> DocumentValue {
        .members(["site": .textOrNull(digests.site), "sensor": .textOrNull(digests.sensor)])
    }

    private static func digests(_ document: DocumentValue) -> Digests {
        var digests = Digests()
        digests.site = document.text("site")
        digests.sensor = document.text("sensor")
        return digests
    }
}

extension RolloutRecord.Trial {
    fileprivate init(digests: RolloutRecord.Digests, scope: DesiredScope, attempts: Int) {
        self.digests = digests
        self.scope = scope
        self.attempts = attempts
    }
}

extension RolloutOutcome {
    fileprivate var document: DocumentValue {
        .members([
            "version": DocumentValue(version.map { .integer($0) } ?? .null), "status": .text(status.rawValue),
            "problems": .list(
                problems.map { .members(["path": .text($0.path), "message": .text($0.message)]) }),
            "at": .text(at.rfc3339), "hash": .textOrNull(hash), "untrusted": .textOrNull(untrusted),
        ])
    }

    fileprivate init?(_ document: DocumentValue) {
        guard let status = document.text("status").flatMap(ConfigurationReport.Status.init),
            let at = document.text("at").flatMap(WallTime.init(rfc3339:))
        else { return nil }
        self.init(
            version: document.number("version"), status: status, problems: ReportedProblem.list(in: document), at: at,
            hash: document.text("hash"), untrusted: document.text("untrusted"))
    }
}
