import Broker
import Fleet
import Logging
import Timekeeping
import Uplink

/// What the fleet manager asks the sensor to do.
extension FleetSteward {
    /// A message on the topic for commands: it is carried out in the same round, or refused.
    func heard(_ message: Message, byteCount: Int, composer: Composer, at time: WallTime) -> [Publication] {
        guard byteCount > 0 else { return [] }
        do throws(CommandGate.Refusal) {
            commands.append(
                try gate.admit(
                    message.payload, byteCount: byteCount, isRetained: message.isRetained, at: SystemClock.wallTime,
                    isClockRight: SystemClock.quality == .synchronised))
            keepLastCommand()
            return []
        } catch {
            return [composer.response(CommandResponse(transaction: error.transaction, error: error.reason))]
        }
    }

    /// Carries a command out, and answers.
    func carryOut(_ command: SensorCommand, by sensor: Sensor, at moment: Moment) {
        let metadata: Logger.Metadata = [
            "command": "\(command.command.rawValue)", "transaction": "\(command.transaction)",
        ]
        sensor.log.notice("command", metadata: metadata)
        let response: CommandResponse?
        switch command.command {
        case .identify: response = identify(command, at: moment)
        case .diagnose:
            response = CommandResponse(
                transaction: command.transaction, data: Diagnosis.document(of: sensor, at: moment))
        case .rescan: response = rescan(command, by: sensor, at: moment)
        case .calibrate:
            response = calibrate(command, by: sensor, at: moment)
        case .restart:
            wantsRestart = true
            response = CommandResponse(transaction: command.transaction)
        }
        if let response { sensor.broker.submit(sensor.pipeline.composer.response(response)) }
    }

    /// A calibration takes a while: what came of it is told when it is done.
    private func calibrate(_ command: SensorCommand, by sensor: Sensor, at moment: Moment) -> CommandResponse? {
        let refusal =
            if let desk = sensor.site.calibration { desk.ordered(command.transaction, at: moment.wall) } else {
                "this sensor has no locator role: it has no positions to calibrate"
            }
        return refusal.map { CommandResponse(transaction: command.transaction, error: $0) }
    }

    private func identify(_ command: SensorCommand, at moment: Moment) -> CommandResponse {
        let light = beacon.blink(names: Beacon.usual, at: moment.uptime)
        return CommandResponse(
            transaction: command.transaction,
            data: DocumentValue(.object([DocumentMember("light", DocumentValue(light.map { .string($0) } ?? .null))])))
    }

    /// A radio that cannot be set up anew is tried again and again, as after any failure.
    private func rescan(_ command: SensorCommand, by sensor: Sensor, at moment: Moment) -> CommandResponse {
        sensor.rescan(at: moment.uptime)
        sensor.publishInfo()
        return CommandResponse(
            transaction: command.transaction,
            data: DocumentValue(
                .object([DocumentMember("listening", DocumentValue(.boolean(sensor.sources.isListening)))])))
    }
}
