import Signing
import Testing
import Timekeeping

@testable import Fleet

struct CommandGateTests {
    private static let now = WallTime(seconds: 1_800_000_000)

    @Test func `a signed and fresh command is let through, once`() throws {
        var gate = Self.gate()
        let message = Self.message("t1", at: Self.now)
        let command = try gate.pass(message)
        #expect(command.transaction == "t1" && command.command == .identify)
        #expect(throws: CommandGate.Refusal.self) { try gate.pass(message) }
        #expect(try gate.pass(Self.message("t2", at: Self.now + .seconds(1))).transaction == "t2")
        #expect(throws: CommandGate.Refusal.self) { try gate.pass(message) }
    }

    @Test func `a recorded command is refused after a restart, where the clock is right`() throws {
        var gate = Self.gate()
        let old = Self.message("t1", at: Self.now - .minutes(6))
        let future = Self.message("t1", at: Self.now + .minutes(6))
        #expect(throws: CommandGate.Refusal.self) { try gate.pass(old) }
        #expect(throws: CommandGate.Refusal.self) { try gate.pass(future) }
        #expect(try gate.pass(old, isClockRight: false).transaction == "t1")
    }

    @Test func `unsigned, foreign, retained and for another sensor: each is refused with its reason`() throws {
        var gate = Self.gate()
        #expect(gate.refusal(of: Self.command("t1").json)?.reason.contains("has no signature") == true)
        let foreign = SignedMessage(Self.command("t1").json, by: Rehearsal.stranger).text
        #expect(gate.refusal(of: foreign)?.reason.contains("none of the keys") == true)
        #expect(gate.refusal(of: foreign)?.transaction == nil)
        let other = SignedMessage(Self.command("t1", sensor: "two").json, by: Rehearsal.key).text
        #expect(gate.refusal(of: other)?.reason.contains("another sensor") == true)
        #expect(gate.refusal(of: other)?.transaction == "t1")
        let message = Self.message("t1", at: Self.now)
        #expect(gate.refusal(of: message, isRetained: true)?.reason.contains("retained") == true)
        let unknown = String(decoding: Self.command("t1").json, as: UTF8.self).replacing("identify", with: "explode")
        let refusal = gate.refusal(of: Rehearsal.signed(unknown))
        #expect(refusal?.reason.contains("command: must be one of identify") == true)
        #expect(refusal?.transaction == "t1")
    }

    private static func gate() -> CommandGate {
        CommandGate(
            reader: DesiredReader(keys: [Rehearsal.key.publicKey], allowsUnsigned: false), site: "test", sensor: "one")
    }

    private static func command(_ transaction: String, sensor: String = "one", at time: WallTime = now) -> SensorCommand
    {
        SensorCommand(site: "test", sensor: sensor, transaction: transaction, command: .identify, issuedAt: time)
    }

    private static func message(_ transaction: String, at time: WallTime) -> [UInt8] {
        SignedMessage(command(transaction, at: time).json, by: Rehearsal.key).text
    }
}

extension CommandGate {
    fileprivate mutating func pass(
        _ message: [UInt8], isRetained: Bool = false, isClockRight: Bool = true
    ) throws(Refusal) -> SensorCommand {
        try admit(
            message, byteCount: message.count, isRetained: isRetained, at: WallTime(seconds: 1_800_000_000),
            isClockRight: isClockRight)
    }

    fileprivate mutating func refusal(of message: [UInt8], isRetained: Bool = false) -> Refusal? {
        do throws(Refusal) {
            _ = try pass(message, isRetained: isRetained)
            return nil
        } catch { return error }
    }
}
