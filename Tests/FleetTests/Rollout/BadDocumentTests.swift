import Signing
import Testing
import Timekeeping

@testable import Fleet

struct BadDocumentTests {
    /// Payloads that a trusted key has signed by mistake, and what is said of them.
    @Test(
        arguments: [
            ("", "has no value", nil), ("{", "", nil), (#"{"version":1"#, "", nil),
            (#"{"configuration":{}}"#, "version: is missing", nil),
            (#"{"version":1}"#, "configuration: must be an object", nil),
            (#"{"version":1,"configuration":[]}"#, "configuration: must be an object", nil),
            (#"{"version":0,"configuration":{}}"#, "version: must be a whole number from 1", nil),
            (#"{"version":-3,"configuration":{}}"#, "version: must be a whole number from 1", nil),
            (#"{"version":1.5,"configuration":{}}"#, "version: must be a whole number from 1", nil),
            (#"{"version":"1","configuration":{}}"#, "version: must be a whole number from 1", nil),
            (#"{"version":1,"configuration":{},"configuraton":{}}"#, "configuraton: is not a known key", nil),
            (#"{"version":1,"version":2,"configuration":{}}"#, "version: is given twice", nil),
            (#"{"version":1,"configuration":{"health":{"intervalSeconds":NaN}}}"#, "needs a value here", nil),
            (#"{"version":1,"configuration":{"helth":{}}}"#, "helth: is not a known key (did you mean health?)", 1),
            (#"{"version":1,"configuration":{"health":{"intervalSeconds":1}}}"#, "health.intervalSeconds: must be", 1),
            (#"{"version":1,"configuration":{"log":{"level":"info","level":"debug"}}}"#, "is given twice", 1),
            (#"{"version":1,"configuration":{"sensor":"two"}}"#, "sensor: is another one's: this is sensor one", 1),
            (#"{"version":1,"configuration":{"site":"other"}}"#, "site: is another one's", 1),
            (#"{"version":1,"configuration":{"fleet":{"keys":[]}}}"#, "fleet.keys: can be changed at the box only", 1),
            (
                #"{"version":1,"configuration":{"fleet":{"keys":[],"allowUnsigned":true}}}"#,
                "fleet.keys: can be changed at the box only", 1
            ),
            (
                #"{"version":1,"configuration":{"storage":{"directory":"/tmp"}}}"#,
                "storage.directory: can be changed at the box only", 1
            ),
            (
                #"{"version":1,"rollout":{"canaries":["A"]},"configuration":{}}"#,
                "rollout.canaries: must be a list of at most 64 sensors", 1
            ),
            (#"{"version":1,"rollout":{"holdFor":3},"configuration":{}}"#, "rollout.holdFor: is not a known key", 1),
        ] as [(String, String, Int?)])
    func `a wrong payload is rejected with the path of each problem`(
        payload: String, problem: String, version: Int?
    ) throws {
        var rehearsal = try Rehearsal()
        #expect(rehearsal.receive(Rehearsal.signed(payload)) == ["remember", "report"])
        #expect(rehearsal.part.status == .rejected)
        if !problem.isEmpty, problem != "has no value" {
            #expect(rehearsal.problems.contains { $0.contains(problem) }, "\(rehearsal.problems)")
        }
        if let version { #expect(rehearsal.part.version == version) }
        #expect(rehearsal.part.inForce.version == 0 && rehearsal.rollout.phase == .settled)
    }

    @Test func `all problems are told at once`() throws {
        var rehearsal = try Rehearsal()
        let payload = #"{"version":1,"configuration":{"health":{"intervalSeconds":1},"log":{"level":"x"},"zone":7}}"#
        _ = rehearsal.receive(Rehearsal.signed(payload))
        #expect(rehearsal.part.problems.map(\.path) == ["health.intervalSeconds", "log.level", "zone"])
    }

    @Test(arguments: [
        #"{"privacy":{"k":1}}"#, #"{"privacy":{"k":4}}"#, #"{"privacy":{"epochSeconds":86400}}"#,
        #"{"privacy":{"sessionTagBits":48}}"#,
    ])
    func `a step below the privacy floor is rejected, and raises an alert`(configuration: String) throws {
        var rehearsal = try Rehearsal()
        let message = Rehearsal.message(version: 1, configuration)
        #expect(rehearsal.receive(message) == ["raise configuration-refused", "remember", "report"])
        #expect(rehearsal.problems.contains { $0.hasPrefix("privacy.") }, "\(rehearsal.problems)")
        // After a restart the broker hands it out again: the alert comes again, the report is the same.
        #expect(rehearsal.receive(message) == ["raise configuration-refused"])
        rehearsal.apply(version: 2, "{}")
        #expect(rehearsal.part.status == .applied)
    }

    @Test func `without a trusted signature nothing of a document is believed, not even its version`() throws {
        var rehearsal = try Rehearsal()
        let payload = #"{"version":1,"configuration":{}}"#
        let truncated = Array(Rehearsal.message(version: 1, "{}").dropLast(9))
        let foreign = Rehearsal.signed(payload, by: Rehearsal.stranger)
        for message in [Array(payload.utf8), foreign, truncated, [0xFF, 0xFE], Array("null".utf8)] {
            let actions = rehearsal.receive(message)
            #expect(actions == ["raise configuration-refused", "remember", "report"])
            #expect(rehearsal.part.status == .rejected)
            #expect(rehearsal.part.version == nil && rehearsal.part.hash == nil)
        }
    }

    @Test func `each of two documents with the same fault is told, and one that comes again is not`() throws {
        var rehearsal = try Rehearsal()
        let payload = Base64URL.text(Array(#"{"version":1,"configuration":{}}"#.utf8))
        let messages = ["none", "HS256"].map { algorithm in
            let header = Base64URL.text(Array(#"{"alg":"\#(algorithm)"}"#.utf8))
            return Array(#"{"payload":"\#(payload)","protected":"\#(header)","signature":""}"#.utf8)
        }
        for message in messages { #expect(rehearsal.receive(message).last == "report") }
        #expect(rehearsal.receive(messages[1]) == ["raise configuration-refused"])
        // Another life remembers it.
        var record = RolloutRecord()
        record.outcomes = rehearsal.rollout.outcomes
        var reborn = try Rehearsal()
        reborn.rollout.outcomes = try #require(RolloutRecord(reading: record.json)).outcomes
        #expect(reborn.receive(messages[1]) == ["raise configuration-refused"])
        #expect(reborn.receive(messages[0]).last == "report")
    }

    @Test func `nesting and length cost little, and are told`() throws {
        var rehearsal = try Rehearsal()
        let deep =
            #"{"version":1,"configuration":{"a":"# + String(repeating: "[", count: 5_000)
            + String(repeating: "]", count: 5_000) + "}}"
        _ = rehearsal.receive(Rehearsal.signed(deep))
        #expect(rehearsal.problems.contains { $0.contains("nested more than 32 levels deep") }, "\(rehearsal.problems)")
        let prefix = [UInt8](repeating: UInt8(ascii: " "), count: 2 << 20)
        let actions = rehearsal.rollout.received(
            prefix, byteCount: 100 << 20, scope: .sensor, at: rehearsal.moment)
        #expect(rehearsal.names(actions).contains("report"))
        #expect(rehearsal.problems.contains { $0.contains("104857600 bytes long") }, "\(rehearsal.problems)")
    }

    @Test func `a box without keys believes nobody, unless it was set up so`() throws {
        let payload = Array(#"{"version":1,"configuration":{"health":{"intervalSeconds":7}}}"#.utf8)
        var trusting = try Rehearsal(allowsUnsigned: true)
        #expect(trusting.receive(payload) == ["prepare"])
        let nobody = DesiredReader(keys: [], allowsUnsigned: false)
        #expect(throws: Refusal.self) { try nobody.document(payload, scope: .sensor) }
        #expect(throws: Refusal.self) { try nobody.document(Rehearsal.message(version: 1, "{}"), scope: .sensor) }
    }

    @Test func `a signed command is no configuration, and a configuration no command`() throws {
        var rehearsal = try Rehearsal()
        let command = SensorCommand(
            site: "test", sensor: "one", transaction: "t1", command: .restart, issuedAt: rehearsal.moment.wall)
        _ = rehearsal.receive(SignedMessage(command.json, by: Rehearsal.key).text)
        #expect(rehearsal.part.status == .rejected)
        var gate = CommandGate(
            reader: DesiredReader(keys: [Rehearsal.key.publicKey], allowsUnsigned: false), site: "test", sensor: "one")
        let document = Rehearsal.message(version: 1, "{}")
        #expect(throws: CommandGate.Refusal.self) {
            try gate.admit(
                document, byteCount: document.count, isRetained: false, at: rehearsal.moment.wall, isClockRight: true)
        }
    }
}
