import Agent
import ArgumentParser
import Broker
import Fleet
import Glibc
import Signing
import Uplink

/// Publishes a document, and follows what sensors make of it.
struct FleetDelivery {
    let site: String
    /// `nil` for all.
    let sensor: String?
    /// Seconds.
    let patience: Int

    private var scope: DesiredScope { sensor == nil ? .site : .sensor }

    /// Ends with the status that fits unless all is well.
    func deliver(_ message: [UInt8], by settings: BrokerSettings) throws {
        let hash = try hash(of: message)
        StopSignal.install()
        let wire = try FleetWire(settings, site: site, channels: ["status", "info", "reported", "alert"])
        defer { wire.close() }
        wire.settle()
        let topics = FleetTopics(site: site, sensor: sensor ?? "+")
        try wire.publish(
            Publication(
                topic: sensor == nil ? topics.siteDesired : topics.desired, payload: message, isRetained: true,
                importance: .event))
        guard patience > 0 else { return }
        let isOver = wire.waits(seconds: patience) {
            let awaited = awaited(wire.sensors)
            return !awaited.isEmpty && awaited.values.allSatisfy { isDecided($0, hash) }
        }
        let sensors = awaited(wire.sensors)
        if sensors.isEmpty {
            throw Failure.exit(
                EX_TEMPFAIL, "nobody is online who could apply it; the broker keeps it until somebody is")
        }
        print(FleetTable.text(sensors))
        FleetTable.problems(sensors, scopes: [scope]).forEach(Failure.say)
        if sensors.values.contains(where: { isDecided($0, hash) && $0.report?[scope].inForce.hash != hash }) {
            throw ExitCode(1)
        }
        if !isOver {
            throw Failure.exit(EX_TEMPFAIL, "not everybody was ready within \(patience) s (see: footfall fleet status)")
        }
    }

    /// The sensors that can be waited for.
    private func awaited(_ sensors: [String: FleetWire.Sensor]) -> [String: FleetWire.Sensor] {
        if let sensor { return sensors.filter { $0.key == sensor } }
        return sensors.filter { $0.value.state == "online" || $0.value.report?[scope].pending != nil }
    }

    private func isDecided(_ sensor: FleetWire.Sensor, _ hash: String) -> Bool {
        guard let part = sensor.report?[scope] else { return false }
        // Without a digest, the sensor did not believe that the document was ours: it was just sent.
        let isRefused = part.hash == nil && part.status == .rejected
        return part.pending == nil && (part.hash == hash || part.inForce.hash == hash || isRefused)
    }

    /// The digest of what was signed, which sensors report.
    private func hash(of message: [UInt8]) throws -> String {
        let document = try? DocumentValue(reading: message, as: .json)
        guard let payload = document?.text("payload").flatMap(Base64URL.bytes) else {
            throw Failure.exit(EX_DATAERR, "that is no signed document (sign it first: footfall fleet sign)")
        }
        return SHA256Digest(of: payload).hexadecimal
    }
}
