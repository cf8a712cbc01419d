import Fleet
import Radio
import Survey
import Timekeeping

/// What the machines ask for, done.
extension AdapterListener {
    func perform(_ actions: [RadioAction], at now: Uptime) {
        for action in actions {
            switch action {
            case .open: perform(begin(at: now), at: now)
            case .close: end()
            case .raise(let alert): news.append(.raised(alert.kind, sentence(alert)))
            case .clear(let alert): news.append(.cleared(alert.kind))
            }
        }
    }

    /// The capture, or the radio under it, has failed.
    func fail(_ error: RunError, at now: Uptime) {
        failure = error
        perform(watch.failed(at: now), at: now)
    }

    /// Goes to `first`, or to another channel of the plan when the radio refuses it.
    func tune(to first: Channel, at now: Uptime) {
        var next: Channel? = first
        for _ in plan.channels {
            guard let channel = next, let open else { return }
            do throws(RadioError) {
                try open.monitor.tune(to: channel)
                open.tuned = channel
                channels.tuned(to: channel, at: now)
                dwell.moved(to: channel.frequencyMegahertz, at: now)
                return watch.hopped()
            } catch {
                if failure != .radio(error) { news.append(.remark("\(error)")) }
                failure = .radio(error)
                perform(watch.hopFailed(at: now), at: now)
                next = plan.tuningFailed(at: now)
            }
        }
    }

    /// The regulatory domain has changed.
    func renewChannels(at now: Uptime) {
        guard open?.monitor.occupation == .free, let adapter = adapter() else { return }
        open?.adapter = adapter
        revision += 1
        let channel = plan.channelsChanged(to: allotted(adapter.channels), at: now)
        if plan.channels.isEmpty { return fail(.noChannel(adapter: adapter.name), at: now) }
        if let channel { tune(to: channel, at: now) }
        news.append(.listening(description))
    }

    /// What is listened to, in words.
    var description: String {
        guard let open else { return settings.selection.description }
        let place = "on \(open.monitor.name) (\(open.adapter.name), \(open.adapter.hardware.driver ?? "no driver"))"
        guard let owner = open.owner else {
            return
                "\(place), channels \(plan.channels.map { String($0.frequencyMegahertz) }.joined(separator: ", ")) MHz"
        }
        let frequency = owner.frequencyMegahertz.map { "\($0) MHz" } ?? "its channel"
        return "\(place), \(frequency), where \(owner.name) is: the channel belongs to it"
    }

    private func begin(at now: Uptime) -> [RadioAction] {
        do throws(RunError) {
            let open = try OpenAdapter(try present(), settings)
            let available = open.owner == nil ? allotted(open.adapter.channels) : []
            plan = HopPlan(settings.wish, available: available, settings: settings.hop)
            channels.reset()
            opened(open)
            plan.synchronise(wall: SystemClock.wallTime, at: now)
            let actions = watch.opened(at: now)
            if let channel = plan.start(at: now) { tune(to: channel, at: now) }
            isSilent = false
            news.append(.listening(description))
            return actions
        } catch {
            if failure != error { news.append(.remark("\(error)")) }
            failure = error
            return error.isAbsence ? watch.vanished(at: now) : watch.openingFailed(at: now)
        }
    }

    private func present() throws(RunError) -> Adapter {
        do throws(RadioError) { return try found() } catch { throw .radio(error) }
    }

    func end() {
        let wasUnplugged = watch.state == .absent && open != nil
        lost = open?.adapter.hardware ?? lost
        if watch.state == .absent { held = nil }
        close()
        guard !isSilent else { return }
        isSilent = true
        let failure = failure.map { "\($0)" } ?? "\(settings.selection) is set up anew"
        news.append(.silent(wasUnplugged ? "the adapter was unplugged" : failure))
    }

    private func sentence(_ alert: RadioAlert) -> String {
        switch alert {
        case .missing:
            return "the adapter (\(settings.selection)) is not there: nothing is sensed until it is plugged in "
                + "(see: footfall radios)"
        case .deaf:
            let reason = failure.map { "\($0)" } ?? "no frame of any kind is heard any more"
            return "the adapter (\(settings.selection)) does not listen: \(reason); it is set up anew each minute"
        case .stuck:
            let told = plan.current.map { "\($0.frequencyMegahertz) MHz" } ?? "another one"
            guard case .stuck(let frequency) = channels.verdict else { return "the adapter does not follow" }
            return "the adapter (\(settings.selection)) listens on \(frequency) MHz and was told \(told) "
                + "(plug it in anew, or choose another one: footfall radios)"
        }
    }
}

extension RadioAlert {
    /// Its name in the contract.
    fileprivate var kind: Alert.Kind {
        switch self {
        case .missing: .radioMissing
        case .deaf: .radioDeaf
        case .stuck: .channelStuck
        }
    }
}
