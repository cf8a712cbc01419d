import Broker
import Fleet
import Logging
import Synchronization
import Uplink

extension BrokerService {
    /// The connection that a configuration asks for; its will says that the agent is gone, its first message that the
    /// agent is there. Without a composer it says neither. What it hears goes to `inbox`; `extend` adds to its hooks.
    convenience init(
        _ configuration: Configuration, composer: Composer?, inbox: Inbox? = nil, time: AgentTime, log: Logger,
        extend: (inout BrokerHooks) -> Void = { _ in }
    ) throws(RunError) {
        let address: BrokerAddress
        do throws(BrokerAddressError) { address = try BrokerAddress(url: configuration.broker.url) } catch {
            throw .brokerAddress(error)
        }
        let settings = try BrokerSettings(
            configuration, address: address, will: composer?.status(.offline, at: time.now))
        var hooks = BrokerHooks()
        hooks.log(to: log)
        extend(&hooks)
        let home = configuration.homeAssistant
        let greeter = Greeter()
        if let composer { hooks.announcements = { [composer.status(.online, at: time.now)] } }
        let homeStatus = Topics.homeAssistantStatus(prefix: home.prefix)
        hooks.onMessage = { topic, payload, isRetained in
            if home.enabled, topic == homeStatus { return greeter.heard(payload) }
            inbox?.put(Message(topic: topic, payload: payload, isRetained: isRetained))
        }
        do throws(BrokerError) { try self.init(settings: settings, hooks: hooks) } catch { throw .broker(error) }
        guard composer != nil, home.enabled else { return }
        greeter.attend(self)
        subscribe(to: [Topics.homeAssistantStatus(prefix: home.prefix)])
    }
}

extension BrokerHooks {
    /// One line for each transition, and for each refusal.
    fileprivate mutating func log(to log: Logger) {
        onTransition = { transition in
            let level: Logger.Level = transition.reason == nil ? .info : .warning
            log.log(
                level: level, "broker",
                metadata: [
                    "transition": "\(transition)", "broker.address": "\(transition.address)",
                    "reason": "\(transition.reason.map(\.description) ?? "none")",
                ])
        }
        onRefusal = { log.error("broker refused", metadata: ["reason": "\($0)"]) }
    }
}

/// Has everything announced again when Home Assistant has started.
private final class Greeter: Sendable {
    private let service = Mutex<WeakService>(WeakService())

    func attend(_ service: BrokerService) { self.service.withLock { $0.service = service } }

    func heard(_ payload: [UInt8]) {
        guard payload == Array("online".utf8) else { return }
        service.withLock { $0.service }?.announce()
    }

    /// The service owns what calls this: a strong reference would keep both forever.
    private struct WeakService { weak var service: BrokerService? }
}
