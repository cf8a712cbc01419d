public import Timekeeping

/// Lets a command through once, if it is signed, for this sensor, and fresh.
///
/// A recorded command is refused for good: each must be issued later than all that came before. Where the clock is
/// right, a command must also not be older than five minutes, which holds after a restart too.
public struct CommandGate: Equatable, Sendable {
    private let reader: DesiredReader
    private let site: String
    private let sensor: String
    /// When the last command was issued that was let through.
    public private(set) var lastIssuedAt: WallTime?

    /// Why a command is not carried out.
    public struct Refusal: Error, Equatable, Sendable {
        /// The transaction, if it could be trusted that far.
        public var transaction: String?
        /// A sentence.
        public var reason: String
    }

    /// A gate of a sensor that trusts whom `reader` trusts.
    ///
    /// - Parameter lastIssuedAt: That of an earlier life, if it is known.
    public init(reader: DesiredReader, site: String, sensor: String, lastIssuedAt: WallTime? = nil) {
        self.lastIssuedAt = lastIssuedAt
        self.reader = reader
        self.site = site
        self.sensor = sensor
    }

    /// The command in a message.
    ///
    /// - Parameters:
    ///   - byteCount: The length of the message, should `message` be less than all of it.
    ///   - isRetained: Whether the broker had kept it.
    ///   - isClockRight: Whether a time service keeps the clock that shows `time`.
    public mutating func admit(
        _ message: [UInt8], byteCount: Int, isRetained: Bool, at time: WallTime, isClockRight: Bool
    ) throws(Refusal) -> SensorCommand {
        guard !isRetained else { throw refusal("the command was retained: it would be carried out again and again") }
        let payload: [UInt8]
        do throws(SignatureFault) { payload = try reader.payload(of: message, byteCount: byteCount) } catch {
            throw refusal("the command \(error)")
        }
        let command = try command(in: payload)
        guard command.site == site, command.sensor == sensor else {
            throw refusal("the command is for another sensor", command)
        }
        if let lastIssuedAt, command.issuedAt <= lastIssuedAt {
            throw refusal("the command is not newer than the last one (was it sent twice?)", command)
        }
        let age = time - command.issuedAt
        if isClockRight, age > Self.longestAge || age < .zero - Self.longestAge {
            throw refusal(
                "the command was not issued within five minutes of now (is the sender's clock right?)", command)
        }
        lastIssuedAt = command.issuedAt
        return command
    }

    private func command(in payload: [UInt8]) throws(Refusal) -> SensorCommand {
        var problems = ProblemList()
        let value = DocumentValue.read(payload, as: .json, problems: &problems)
        var reader = SectionReader(problems: problems)
        var command = SensorCommand()
        if let value { reader.section(value, into: &command) }
        guard let first = reader.problems.sorted().first else { return command }
        let transaction = command.transaction.isEmpty ? nil : command.transaction
        throw Refusal(transaction: transaction, reason: "the command is not understood: \(first)")
    }

    private func refusal(_ reason: String, _ command: SensorCommand? = nil) -> Refusal {
        Refusal(transaction: command?.transaction, reason: reason)
    }

    private static let longestAge = Interval.minutes(5)
}
