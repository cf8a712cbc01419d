public import Timekeeping

/// `…/reported`: what became of desired configurations, and which are in force.
public struct ConfigurationReport: Equatable, Sendable {
    /// What became of a desired document. Raw values are published.
    public enum Status: String, CaseIterable, Sendable {
        /// It is in force, and has proven itself.
        case applied
        /// It was not tried; the problems say why.
        case rejected
        /// It was tried, and taken back; the problems say why.
        case rolledBack = "rolled-back"
    }

    /// A version that is in force.
    public struct InForce: Equatable, Sendable {
        /// 0 for the box's own file.
        public var version: Int
        /// The digest of the document; `nil` for the box's own file.
        public var hash: String?

        /// A version and its digest.
        public init(version: Int, hash: String?) {
            self.version = version
            self.hash = hash
        }
    }

    /// A document that is on its way.
    public struct Pending: Equatable, Sendable {
        /// Where it stands. Raw values are published.
        public enum State: String, CaseIterable, Sendable {
            /// Other sensors go first.
            case waiting
            /// It is being tried.
            case verifying
        }

        /// Its version.
        public var version: Int
        /// Where it stands.
        public var state: State

        /// A document of this version, in this state.
        public init(version: Int, state: State) {
            self.version = version
            self.state = state
        }
    }

    /// The documents of one scope.
    public struct Part: Equatable, Sendable {
        /// The version of the last document that was decided on; `nil` when it could not be trusted to have one.
        public var version: Int?
        /// What became of it.
        public var status: Status
        /// Why it was not applied.
        public var problems: [ReportedProblem]
        /// When that was decided.
        public var at: WallTime
        /// The digest of that document, SHA-256 in hexadecimal digits; `nil` when it had none.
        public var hash: String?
        /// What is in force.
        public var inForce: InForce
        /// What is on its way.
        public var pending: Pending?

        /// A part of these members.
        public init(
            version: Int?, status: Status, problems: [ReportedProblem] = [], at: WallTime, hash: String?,
            inForce: InForce, pending: Pending? = nil
        ) {
            self.version = version
            self.status = status
            self.problems = problems
            self.at = at
            self.hash = hash
            self.inForce = inForce
            self.pending = pending
        }
    }

    /// What was pushed to the sensor.
    public var sensor: Part
    /// What was pushed to the site.
    public var site: Part

    /// A report of these parts.
    public init(sensor: Part, site: Part) {
        self.sensor = sensor
        self.site = site
    }

    /// The part of a scope.
    public subscript(scope: DesiredScope) -> Part { scope == .site ? site : sensor }

    /// The payload: the sensor's part, with that of the site as a member.
    public var json: [UInt8] {
        var text = JSONText(capacity: 512)
        text.object { text in
            sensor.write(to: &text)
            text.object("site") { site.write(to: &$0) }
        }
        return text.bytes
    }
}

extension ConfigurationReport.Part {
    func write(to text: inout JSONText) {
        text.member("version", version)
        text.member("status", word: status.rawValue)
        text.array("problems", problems) { text, problem in
            text.member("path", problem.path)
            text.member("message", problem.message)
        }
        text.member("at", at)
        text.member("hash", hash)
        text.object("inForce") { text in
            text.member("version", inForce.version)
            text.member("hash", inForce.hash)
        }
        guard let pending else { return text.null("pending") }
        text.object("pending") { text in
            text.member("version", pending.version)
            text.member("state", word: pending.state.rawValue)
        }
    }
}

extension JSONText {

    /// A text, or `null`.
    mutating func member(_ name: StaticString, _ value: String?) {
        guard let value else { return null(name) }
        member(name, value)
    }
}
