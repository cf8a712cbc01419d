import Agent
import ArgumentParser
import Broker
import Fleet
import Glibc
import Synchronization
import Timekeeping
import Uplink

/// A fleet manager's connection to the broker: what sensors say, gathered.
final class FleetWire: Sendable {
    /// What is known of a sensor.
    struct Sensor: Sendable {
        var state: String?
        var version: String?
        var effectiveHash: String?
        var report: ConfigurationReport?
        var alerts: [String] = []
        var response: DocumentValue?
    }

    private struct State {
        var sensors: [String: Sensor] = [:]
        var heardCount = 0
        var reason: BrokerError?
    }

    private let state: Mutex<State>
    private let service: BrokerService

    /// A connection that listens to these channels of all sensors of a site.
    init(_ settings: BrokerSettings, site: String, channels: [String]) throws {
        let cell = Cell()
        var hooks = BrokerHooks()
        hooks.onMessage = { topic, payload, _ in cell.wire?.heard(topic, payload) }
        hooks.onTransition = { transition in cell.wire?.noted(transition.reason) }
        hooks.onRefusal = { refusal in cell.wire?.noted(refusal) }
        state = Mutex(State())
        do throws(BrokerError) { service = try BrokerService(settings: settings, hooks: hooks) } catch {
            throw Failure.exit(EX_UNAVAILABLE, error)
        }
        cell.wire = self
        service.subscribe(to: channels.map { "footfall/v1/\(site)/sensor/+/\($0)" })
        do throws(BrokerError) { try service.start() } catch { throw Failure.exit(EX_UNAVAILABLE, error) }
        guard waits(seconds: 15, { self.service.status.state == .online }) else {
            let reason = state.withLock(\.reason)
            throw Failure.exit(EX_UNAVAILABLE, reason.map(\.description) ?? "the broker does not answer")
        }
    }

    var sensors: [String: Sensor] { state.withLock(\.sensors) }

    /// Publishes, and waits until the broker has it.
    func publish(_ publication: Publication) throws {
        let before = service.status.tally
        service.submit(publication)
        let isThere = waits(seconds: 30) {
            let tally = self.service.status.tally
            return tally.acknowledged > before.acknowledged || tally.refused > before.refused
        }
        guard isThere, service.status.tally.refused == before.refused else {
            let reason = state.withLock(\.reason)
            throw Failure.exit(
                EX_UNAVAILABLE,
                "the broker did not take the message: \(reason.map(\.description) ?? "no answer") (may you write there?)"
            )
        }
    }

    /// Waits until nothing has come for half a second: what the broker had kept is there then.
    func settle() {
        var count = -1
        _ = waits(seconds: 10) {
            let present = self.state.withLock(\.heardCount)
            defer { count = present }
            usleep(400_000)
            return present == count
        }
    }

    /// Waits until `condition` holds. Answers whether it does.
    func waits(seconds: Int, _ condition: () -> Bool) -> Bool {
        for _ in 0..<seconds * 10 {
            if condition() { return true }
            if StopSignal.isRequested { return false }
            usleep(100_000)
        }
        return condition()
    }

    func close() { service.stop(farewell: [], within: .seconds(2)) }

    private func noted(_ reason: BrokerError?) {
        guard let reason else { return }
        state.withLock { $0.reason = reason }
    }

    private func heard(_ topic: String, _ payload: [UInt8]) {
        guard let (name, channel) = FleetTopics.sensor(of: topic) else { return }
        let document = try? DocumentValue(reading: payload, as: .json)
        state.withLock { state in
            state.heardCount += 1
            var sensor = state.sensors[name] ?? Sensor()
            switch channel {
            case "status": sensor.state = document?.text("state")
            case "info":
                sensor.version = document?.text("version")
                sensor.effectiveHash = document?.value("configuration")?.text("hash")
            case "reported": sensor.report = ConfigurationReport(reading: payload)
            case "alert": sensor.alerts = document?.elements("alerts").compactMap { $0.text("alert") } ?? []
            case "response": sensor.response = document
            default: break
            }
            state.sensors[name] = sensor
        }
    }

    /// The service owns what calls back, and is made before the wire is complete.
    private final class Cell: Sendable {
        private let held = Mutex(Held())
        var wire: FleetWire? {
            get { held.withLock { $0.wire } }
            set { held.withLock { $0.wire = newValue } }
        }

        private struct Held { weak var wire: FleetWire? }
    }
}
