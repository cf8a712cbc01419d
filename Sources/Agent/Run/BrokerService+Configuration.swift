import Broker
import Fleet
import Logging
import Uplink

extension BrokerService {
    /// The connection that a configuration asks for; its will says that the agent is gone, its first message that the
    /// agent is there.
    convenience init(
        _ configuration: Configuration, composer: Composer, time: AgentTime, log: Logger
    ) throws(RunError) {
        let address: BrokerAddress
        do throws(BrokerAddressError) { address = try BrokerAddress(url: configuration.broker.url) } catch {
            throw .brokerAddress(error)
        }
        let settings = try BrokerSettings(
            configuration, address: address, will: composer.status(.offline, at: time.now))
        var hooks = BrokerHooks()
        hooks.announcements = { [composer.status(.online, at: time.now)] }
        hooks.onTransition = { transition in
            let level: Logger.Level = transition.reason == nil ? .info : .warning
            log.log(
                level: level, "broker",
                metadata: [
                    "transition": "\(transition)", "broker.address": "\(address)",
                    "reason": "\(transition.reason.map(\.description) ?? "none")",
                ])
        }
        hooks.onRefusal = { log.error("broker refused", metadata: ["reason": "\($0)"]) }
        do throws(BrokerError) { try self.init(settings: settings, hooks: hooks) } catch { throw .broker(error) }
    }
}
