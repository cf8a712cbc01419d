import Synchronization
import Threading
import Timekeeping
import Uplink

/// What the broker thread and its callers share.
final class BrokerCore: Sendable {
    let settings: BrokerSettings
    let hooks: BrokerHooks
    let wakeUp: WakeUp
    let finished: WakeUp
    let turns = Atomic<UInt64>(0)
    let isAlive = Atomic<Bool>(false)
    private let machine: Mutex<UplinkMachine>
    private let wantsAnnouncement = Atomic<Bool>(false)
    private let isSignalled = Atomic<Bool>(false)

    init(settings: BrokerSettings, hooks: BrokerHooks) throws(BrokerError) {
        self.settings = settings
        self.hooks = hooks
        do throws(SystemFailure) {
            wakeUp = try WakeUp()
            finished = try WakeUp()
        } catch { throw BrokerError(error) }
        machine = Mutex(UplinkMachine(limits: settings.limits, brokerCount: settings.brokerCount))
    }

    /// What a thread needs that serves many connections and is never called by others: no descriptors.
    init(driven settings: BrokerSettings, hooks: BrokerHooks) {
        self.settings = settings
        self.hooks = hooks
        wakeUp = WakeUp.absent
        finished = WakeUp.absent
        machine = Mutex(UplinkMachine(limits: settings.limits))
    }

    /// Reports a fact to the machine, and the transition that follows from it to the log.
    func report(
        because reason: (BrokerAddress) -> BrokerError? = { _ in nil },
        _ fact: (inout UplinkMachine, inout SystemRandomNumberGenerator) -> Void
    ) {
        var generator = SystemRandomNumberGenerator()
        let (before, after, broker, settlements) = machine.withLock { machine in
            let (before, broker) = (machine.state, machine.broker)
            fact(&machine, &generator)
            return (before, machine.state, broker, machine.takeSettlements())
        }
        if !settlements.isEmpty { hooks.onSettled(settlements) }
        if before != after {
            let isFailure = after == .waiting || before == .stopping
            let address = settings.forBroker(broker).address
            hooks.onTransition(
                UplinkTransition(from: before, to: after, address: address, reason: isFailure ? reason(address) : nil))
        }
    }

    /// Reports a fact of another thread, and wakes the broker thread if there is now something to do.
    func submit(_ fact: (inout UplinkMachine) -> Void) {
        let (hasOrders, settlements) = machine.withLock { machine in
            fact(&machine)
            return (machine.hasOrders, machine.takeSettlements())
        }
        if !settlements.isEmpty { hooks.onSettled(settlements) }
        if hasOrders { wake() }
    }

    /// The machine's answer to `query`.
    func ask<Answer: Sendable>(_ query: (inout sending UplinkMachine) -> Answer) -> Answer {
        machine.withLock { query(&$0) }
    }

    /// The settings for the broker that the machine has chosen.
    var chosenSettings: BrokerSettings { settings.forBroker(ask(\.broker)) }

    /// Has the broker thread announce everything again.
    func requestAnnouncement() {
        wantsAnnouncement.store(true, ordering: .releasing)
        wake()
    }

    func takeAnnouncementRequest() -> Bool { wantsAnnouncement.exchange(false, ordering: .acquiring) }

    /// Wakes the broker thread; once is enough until it has noticed.
    func wake() {
        if !isSignalled.exchange(true, ordering: .acquiringAndReleasing) { wakeUp.signal() }
    }

    /// The broker thread noticed. What is reported from here on wakes it again.
    func noticeWake() {
        wakeUp.clear()
        isSignalled.store(false, ordering: .sequentiallyConsistent)
    }
}
