import Capture
import Fleet
import Radio
import Survey
import Timekeeping

/// An adapter that the agent owns: found, given a listening interface of its own, tuned, watched, found again.
///
/// It decides nothing: ``Survey`` says which channel is next and what is done about a fault, ``RadioTracker`` what an
/// event means. Here they are asked, and what they say is done.
final class AdapterListener: FrameSource {
    let settings: AdapterSettings
    var watch = RadioWatch()
    var plan: HopPlan
    var channels = ChannelWatch(grace: AdapterListener.hopGrace)
    var dwell = ChannelDwell()
    var open: OpenAdapter?
    /// The hardware that was used last, to know it again in another port.
    var lost: AdapterHardware?
    /// Why the last thing failed.
    var failure: RunError?
    var news: [SourceNews] = []
    /// Whether it was told that nothing is heard.
    var isSilent = false
    /// Radios that are not to be taken: others listen with them.
    var taken: Set<UInt32>
    /// Of several adapters, the channels that are left to this one; `nil` for all.
    var allotment: Set<Channel>?
    /// The radio that it has, or had until it failed; `nil` once it is gone.
    var held: UInt32?
    /// Rises whenever ``choice`` may have changed.
    var revision = 0
    private(set) var linkType: UInt16 = 127  // LINKTYPE_IEEE802_11_RADIOTAP, until one is open
    private var events: RadioEvents?
    private var nextLookAt: Uptime
    private var nextPulseAt: Uptime
    private var earlierDrops: UInt64 = 0

    /// Opens the adapter, if it is there and none of `taken`.
    ///
    /// - Throws: what waiting does not cure: a right that is missing, an adapter that cannot listen.
    init(_ settings: AdapterSettings, taken: Set<UInt32> = [], at now: Uptime) throws(RunError) {
        self.settings = settings
        self.taken = taken
        plan = HopPlan(settings.wish, available: [], settings: settings.hop)
        (nextLookAt, nextPulseAt) = (now, now)
        events = try? RadioEvents()
        perform(watch.start(isPresent: isPresent(), at: now), at: now)
        if let failure, !failure.isRecoverable { throw failure }
        if watch.state == .absent { end() }  // nothing is heard, and nothing was before
    }

    var name: String { open?.monitor.name ?? String(settings.selection.description.prefix(15)) }
    var kernelDrops: Int { Int(earlierDrops + (open?.drops ?? 0)) }
    var requestedFrequencyMegahertz: Int? { open == nil ? nil : plan.current.map { Int($0.frequencyMegahertz) } }
    var effectiveFrequencyMegahertz: Int? { open?.frequencyMegahertz.map { Int($0) } }

    var noiseDBm: Int? { open?.noiseDBm }
    var descriptors: [Int32] { (events?.descriptors ?? []) + ((open?.capture.descriptor).map { [$0] } ?? []) }

    var nextDeadline: Uptime? {
        let hopAt = open == nil ? nil : plan.nextDeadline
        return [watch.nextDeadline, hopAt, nextPulseAt, nextLookAt].compactMap(\.self).min()
    }

    func turn(at now: Uptime, within milliseconds: Int32, _ body: FrameHandler) -> [SourceNews] {
        takeEvents(within: open == nil ? min(patience(at: now), milliseconds) : 0, at: now)
        perform(watch.tick(at: now), at: now)
        if now >= nextLookAt { look(at: now) }
        if open?.monitor.occupation == .free, let channel = plan.tick(at: now) { tune(to: channel, at: now) }
        listen(at: now, within: milliseconds, body)
        if now >= nextPulseAt { pulse(at: now) }
        defer { news = [] }
        return news
    }

    func channelTimes(at now: Uptime) -> [(frequencyMegahertz: UInt16, time: Interval)] { dwell.times(at: now) }

    func readStatistics() { open?.readStatistics() }

    func renew(at now: Uptime) -> [SourceNews] {
        perform(watch.circumstancesChanged(at: now), at: now)
        nextLookAt = now
        defer { news = [] }
        return news
    }

    func close() {
        earlierDrops += open?.drops ?? 0
        dwell.stopped(at: SystemClock.uptime)
        open = nil
        revision += 1
    }

    private func listen(at now: Uptime, within milliseconds: Int32, _ body: FrameHandler) {
        guard let open else { return }
        let wall = SystemClock.wallTime
        do throws(CaptureError) {
            let patience = min(patience(at: now), milliseconds)
            let count = try open.capture.poll(milliseconds: Int(patience)) { frame, bytes in
                guard let frequency = body(frame, bytes) else { return }
                channels.heard(frequencyMegahertz: frequency, at: now + (frame.time - wall))
            }
            plan.heard(frames: count)
        } catch {
            fail(.capture(error), at: now)
        }
    }

    /// Milliseconds until something is due.
    private func patience(at now: Uptime) -> Int32 {
        let milliseconds = (((nextDeadline ?? now) - now).nanoseconds + 999_999) / 1_000_000
        return Int32(min(max(milliseconds, 0), Self.mostPatienceMilliseconds))
    }

    private func takeEvents(within milliseconds: Int32, at now: Uptime) {
        guard events != nil else { return SystemClock.sleep(.milliseconds(Int64(milliseconds))) }
        do throws(RadioError) {
            for event in try events?.next(within: milliseconds) ?? [] { take(event, at: now) }
        } catch {
            events = nil
            news.append(.remark("\(error)"))
        }
    }

    private func take(_ event: RadioEvent, at now: Uptime) {
        switch open?.tracker.meaning(of: event) ?? (event.mayBringRadio ? .lookAgain : .nothing) {
        case .unplugged: perform(watch.vanished(at: now), at: now)
        case .silenced: fail(.capture(.interfaceDown(name)), at: now)
        case .lookAgain: nextLookAt = now
        case .occupationChanged: nextLookAt = now
        case .channelsChanged: renewChannels(at: now)
        case .nothing: break
        }
    }

    /// Looks whether the adapter is there, or whether somebody else has begun or ceased to use it.
    private func look(at now: Uptime) {
        nextLookAt = now + Self.lookInterval
        if events == nil { events = try? RadioEvents() }
        if let open {
            guard open.monitor.occupation != .free, let adapter = adapter() else { return }
            let hasChanged = adapter.occupation != open.monitor.occupation
            open.owner = adapter.owner
            if hasChanged { perform(watch.circumstancesChanged(at: now), at: now) }
        } else if watch.state == .absent, isPresent() {
            perform(watch.appeared(at: now), at: now)
        }
    }

    /// What is looked at each second.
    private func pulse(at now: Uptime) {
        nextPulseAt = now + Self.pulseInterval
        guard let open else { return }
        plan.synchronise(wall: SystemClock.wallTime, at: now)
        if open.hasHeardMore() { perform(watch.heard(at: now), at: now) }
        open.readChannel()
        guard open.monitor.occupation == .free else { return }
        channels.readBack(frequencyMegahertz: open.frequencyMegahertz)
        perform(watch.channel(channels.verdict), at: now)
        if let channel = plan.current, channels.wantsRetuning || open.tuned != channel { tune(to: channel, at: now) }
    }

    func adapter() -> Adapter? { try? found() }

    /// The adapter that is meant, as it is now.
    func found() throws(RadioError) -> Adapter {
        var catalog = try AdapterCatalog.read()
        catalog.adapters.removeAll { taken.contains($0.radio) }
        return try settings.selection.adapter(in: catalog, returning: lost)
    }

    /// Whether there is something to open; one that cannot listen counts, so that the reason is told.
    private func isPresent() -> Bool {
        do throws(RadioError) {
            _ = try found()
            return true
        } catch {
            failure = .radio(error)
            return !error.isAbsence
        }
    }

    func opened(_ open: OpenAdapter) {
        linkType = open.capture.linkType
        self.open = open
        held = open.adapter.radio
        revision += 1
    }

    private static let mostPatienceMilliseconds: Int64 = 500
    private static let pulseInterval = Interval.seconds(1)
    private static let lookInterval = Interval.seconds(2)
    /// A frame that was received so soon after a change of channel may have been on its way before.
    private static let hopGrace = Interval.milliseconds(20)
}
