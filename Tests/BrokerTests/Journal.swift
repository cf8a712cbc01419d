import Broker
import Synchronization
import Timekeeping
import Uplink

/// What the hooks of a service were told.
final class Journal: Sendable {
    struct Message: Equatable, Sendable {
        var topic: String
        var payload: [UInt8]
        var isRetained = false
    }

    private let store = Mutex<(transitions: [UplinkTransition], messages: [Message], refusals: [BrokerError])>(
        ([], [], []))

    var transitions: [UplinkTransition] { store.withLock { $0.transitions } }
    var messages: [Message] { store.withLock { $0.messages } }
    var refusals: [BrokerError] { store.withLock { $0.refusals } }
    var reasons: [BrokerError] { transitions.compactMap(\.reason) }

    func hooks(announcing births: [Publication] = []) -> BrokerHooks {
        var hooks = BrokerHooks()
        hooks.announcements = { births }
        hooks.onTransition = { transition in self.store.withLock { $0.transitions.append(transition) } }
        hooks.onMessage = { topic, payload, isRetained in
            let message = Message(topic: topic, payload: payload, isRetained: isRetained)
            self.store.withLock { $0.messages.append(message) }
        }
        hooks.onRefusal = { error in self.store.withLock { $0.refusals.append(error) } }
        return hooks
    }
}

extension TestBroker {
    /// Settings for this broker, with waits short enough for a test.
    func settings(_ clientIdentifier: String = "sensor-1", isSecure: Bool = false) -> BrokerSettings {
        let address = BrokerAddress(host: "127.0.0.1", port: port, isSecure: isSecure)
        var settings = BrokerSettings(address: address, clientIdentifier: clientIdentifier)
        settings.will = .status("offline")
        settings.limits.firstBackoff = .milliseconds(20)
        settings.limits.longestBackoff = .milliseconds(200)
        return settings
    }

    /// A service that has been started.
    func service(
        _ settings: BrokerSettings? = nil, journal: Journal = Journal(), announcing births: [Publication] = []
    ) throws -> BrokerService {
        let service = try BrokerService(
            settings: settings ?? self.settings(), hooks: journal.hooks(announcing: births))
        try service.start()
        return service
    }
}

extension Publication {
    static func status(_ state: String) -> Self {
        Self(topic: "status", payload: Array(state.utf8), isRetained: true, importance: .state)
    }
    static func event(_ number: Int) -> Self {
        Self(topic: "event/\(number)", payload: Array("\(number)".utf8), importance: .event)
    }
}
