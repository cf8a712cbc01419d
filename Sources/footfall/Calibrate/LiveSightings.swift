import Agent
import Broker
import Fleet
import Glibc
import Locating
import Synchronization
import Timekeeping
import Uplink

/// What the sensors of a site publish now.
final class LiveSightings: Sendable {
    private let gatherer: Mutex<ScanGatherer>
    private let service: BrokerService

    /// Subscribes, and waits until there is a connection.
    init(_ url: String, _ site: SiteDocument) throws {
        let address: BrokerAddress
        do throws(BrokerAddressError) { address = try BrokerAddress(url: url) } catch {
            throw Failure.exit(EX_USAGE, "cannot use --broker: \(error)")
        }
        let listeners = site.listeners.count
        gatherer = Mutex(ScanGatherer(sensorCount: listeners))
        let relay = Relay()
        var hooks = BrokerHooks()
        hooks.onMessage = { topic, payload, _ in relay.take(topic, payload) }
        let settings = BrokerSettings(address: address, clientIdentifier: "footfall-calibrate-\(getpid())")
        do throws(BrokerError) {
            service = try BrokerService(settings: settings, hooks: hooks)
            service.subscribe(to: ["footfall/v1/\(site.site)/sensor/+/sightings"])
            try service.start()
        } catch {
            throw Failure.exit(EX_UNAVAILABLE, error)
        }
        relay.serve { [weak self] topic, payload in
            guard let self, let sensor = SightingLines.sensor(topic, site),
                let batch = try? SightingBatch(decoding: payload)
            else { return }
            gatherer.withLock { $0.heard(batch, by: sensor) }
        }
        for _ in 0..<100 where service.status.state != .online { usleep(100_000) }
        guard service.status.state == .online else {
            stop()
            throw Failure.exit(EX_UNAVAILABLE, "cannot reach \(url) (is the broker running?)")
        }
    }

    /// What was heard since the last call.
    func takeScans() -> [ScanGatherer.Scan] { gatherer.withLock { $0.finish() } }

    /// Ends the connection.
    func stop() { service.stop(farewell: [], within: .seconds(2)) }

    /// Hands messages on to who is made later.
    private final class Relay: Sendable {
        private let handler = Mutex<(@Sendable (String, [UInt8]) -> Void)?>(nil)

        func serve(_ body: @escaping @Sendable (String, [UInt8]) -> Void) { handler.withLock { $0 = body } }

        func take(_ topic: String, _ payload: [UInt8]) { handler.withLock { $0 }?(topic, payload) }
    }
}

/// The machine's wall clock.
enum SightingClock {
    static var now: WallTime {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return WallTime(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }
}
