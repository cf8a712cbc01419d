import Broker
import Fleet
import Synchronization
import Timekeeping
import Uplink

/// Whether the broker answers, with the settings of the agent but under another client identifier, so that an agent that
/// runs is not thrown out.
enum BrokerCheck {
    static func findings(_ configuration: Configuration) -> [Finding] {
        do throws(RunError) {
            let address = try address(configuration)
            var settings = try BrokerSettings(configuration, address: address, will: nil)
            settings.clientIdentifier += "-doctor"
            let attempt = Attempt()
            try attempt.run(settings, within: patience)
            return [attempt.finding(for: address)] + (address.isSecure ? [] : [plaintext(address)])
        } catch {
            return [Finding("broker", .problem, "\(error)")]
        }
    }

    private static func address(_ configuration: Configuration) throws(RunError) -> BrokerAddress {
        do throws(BrokerAddressError) { return try BrokerAddress(url: configuration.broker.url) } catch {
            throw .brokerAddress(error)
        }
    }

    private static func plaintext(_ address: BrokerAddress) -> Finding {
        if address.isLoopback { return Finding("encryption", .ok, "not needed: the broker is on this box") }
        let cure = "use an mqtts:// address"
        return Finding("encryption", .warning, "the connection to the broker is not encrypted", cure: cure)
    }

    private static let patience = Interval.seconds(5)

    /// What became of a connection, as the broker's thread tells it.
    private final class Attempt: Sendable {
        private let outcome = Mutex((isOnline: false, reason: BrokerError?.none))

        func run(_ settings: BrokerSettings, within patience: Interval) throws(RunError) {
            var hooks = BrokerHooks()
            hooks.onTransition = { [self] transition in
                outcome.withLock { outcome in
                    if transition.to == .online { outcome.isOnline = true }
                    if let reason = transition.reason { outcome.reason = reason }
                }
            }
            do throws(BrokerError) {
                let service = try BrokerService(settings: settings, hooks: hooks)
                try service.start()
                let end = SystemClock.uptime + patience
                while !isOnline, SystemClock.uptime < end { SystemClock.sleep(.milliseconds(50)) }
                _ = service.stop(farewell: [], within: .seconds(1))
            } catch { throw .broker(error) }
        }

        func finding(for address: BrokerAddress) -> Finding {
            if isOnline {
                let how = address.isSecure ? "over TLS, its certificate is trusted" : "without encryption"
                return Finding("broker", .ok, "\(address) answers \(how)")
            }
            let reason = outcome.withLock { $0.reason }
            return Finding("broker", .problem, reason.map { "\($0)" } ?? "\(address) does not answer")
        }

        private var isOnline: Bool { outcome.withLock { $0.isOnline } }
    }
}
