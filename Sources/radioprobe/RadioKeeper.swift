import Glibc
import Radio
import Survey
import Timekeeping

/// The loop around the two machines: it waits for news or for a deadline, asks them, and does what they say.
struct RadioKeeper {
    /// A noncopyable value in a box, so that it can be there or not.
    private final class Open {
        let monitor: MonitorInterface
        let adapter: Adapter

        init(_ adapter: Adapter) throws(RadioError) {
            monitor = try MonitorInterface(on: adapter, quietsIdle: true)
            self.adapter = adapter
        }
    }

    private(set) var hops = 0
    private let selection: AdapterSelection
    private let wish: ChannelWish
    private var watch = RadioWatch()
    private var plan: HopPlan
    private var open: Open?
    private var tracker: RadioTracker?
    private var lost: AdapterHardware?

    init(_ selection: AdapterSelection, wish: ChannelWish) {
        self.selection = selection
        self.wish = wish
        plan = HopPlan(wish, available: [])
    }

    mutating func run(until end: Uptime) throws(RadioError) {
        let events = try RadioEvents()
        let isPresent = adapter() != nil
        perform(watch.start(isPresent: isPresent, at: Clock.now))
        while Clock.now < end {
            let next = [watch.nextDeadline, plan.nextDeadline, end].compactMap(\.self).min() ?? end
            let wait = (next - Clock.now).nanoseconds / 1_000_000
            for event in try events.next(within: Int32(max(0, min(wait + 1, 1000)))) { take(event) }
            perform(watch.tick(at: Clock.now))
            if open != nil, let channel = plan.tick(at: Clock.now) { tune(to: channel) }
        }
        open = nil
    }

    private mutating func take(_ event: RadioEvent) {
        let news = tracker?.meaning(of: event) ?? (event.mayBringRadio ? .lookAgain : .nothing)
        switch news {
        case .unplugged: perform(watch.vanished(at: Clock.now))
        case .silenced: perform(watch.failed(at: Clock.now))
        case .lookAgain: if adapter() != nil { perform(watch.appeared(at: Clock.now)) }
        case .channelsChanged:
            JSONLine("regulatoryChanged").print()
            guard open?.monitor.occupation == .free, let adapter = adapter() else { return }
            if let channel = plan.channelsChanged(to: adapter.channels, at: Clock.now) { tune(to: channel) }
        case .occupationChanged, .nothing: break
        }
    }

    private mutating func perform(_ actions: [RadioAction]) {
        for action in actions {
            switch action {
            case .open: perform(begin())
            case .close:
                lost = open?.adapter.hardware ?? lost
                (open, tracker) = (nil, nil)
                JSONLine("closed").print()
            case .raise(let alert): JSONLine("raised").with("alert", alert.rawValue).print()
            case .clear(let alert): JSONLine("cleared").with("alert", alert.rawValue).print()
            }
        }
    }

    private mutating func begin() -> [RadioAction] {
        do throws(RadioError) {
            let adapter = try selection.adapter(in: try AdapterCatalog.read(), returning: lost)
            let open = try Open(adapter)
            self.open = open
            tracker = RadioTracker(radio: adapter.radio, interface: open.monitor.index)
            plan = HopPlan(wish, available: adapter.channels)
            JSONLine("opened").with("interface", open.monitor.name).with("occupation", "\(open.monitor.occupation)")
                .with("channels", plan.channels.map { Int($0.frequencyMegahertz) })
                .with("refused", plan.refused.map { Int($0.frequencyMegahertz) }).print()
            let actions = watch.opened(at: Clock.now)
            guard open.monitor.occupation == .free else {
                plan = HopPlan(wish, available: [])
                return actions
            }
            if let channel = plan.start(at: Clock.now) { tune(to: channel) }
            return actions
        } catch {
            JSONLine("error").with("text", error.description).print()
            return error.code == ENODEV ? watch.vanished(at: Clock.now) : watch.openingFailed(at: Clock.now)
        }
    }

    /// Goes to `first`, or to another channel of the plan when the radio refuses it.
    private mutating func tune(to first: Channel) {
        var next: Channel? = first
        for _ in plan.channels {
            guard let channel = next, let open else { return }
            do throws(RadioError) {
                try open.monitor.tune(to: channel)
                hops += 1
                return watch.hopped()
            } catch {
                JSONLine("error").with("text", error.description).print()
                perform(watch.hopFailed(at: Clock.now))
                next = plan.tuningFailed(at: Clock.now)
            }
        }
    }

    private func adapter() -> Adapter? {
        guard let catalog = try? AdapterCatalog.read() else { return nil }
        return try? selection.adapter(in: catalog, returning: lost)
    }
}
