import Survey
import Testing
import Timekeeping

struct RadioWatchTests {
    private func at(_ seconds: Int64) -> Uptime { Uptime(seconds: seconds) }

    private func listening() -> RadioWatch {
        var watch = RadioWatch()
        #expect(watch.start(isPresent: true, at: at(0)) == [.open])
        #expect(watch.opened(at: at(0)) == [])
        return watch
    }

    @Test func `an unplugged adapter raises its alert and one that is plugged in resumes`() {
        var watch = listening()
        #expect(watch.vanished(at: at(10)) == [.close, .raise(.missing)])
        #expect(watch.vanished(at: at(11)) == [])
        #expect(watch.nextDeadline == nil)
        #expect(watch.appeared(at: at(20)) == [.open])
        #expect(watch.appeared(at: at(20)) == [])
        #expect(watch.opened(at: at(21)) == [.clear(.missing)])
        #expect(watch.alerts.isEmpty)
    }

    @Test func `an agent that starts without an adapter says so and waits`() {
        var watch = RadioWatch()
        #expect(watch.start(isPresent: false, at: at(0)) == [.raise(.missing)])
        #expect(watch.appeared(at: at(5)) == [.open])
    }

    @Test func `a deaf radio is opened anew once, twice, and then the operator is told`() {
        var watch = listening()
        var log: [[RadioAction]] = []
        for second in Int64(1)...400 {
            watch.neighbourHeard(frames: 1)
            var actions = watch.tick(at: at(second))
            if actions.contains(.open) { actions += watch.opened(at: at(second)) }
            if !actions.isEmpty { log.append(actions) }
        }
        #expect(log.prefix(5) == [[.close], [.open], [.close], [.open], [.close, .raise(.deaf)]])
        #expect(log.joined().count { $0 == .raise(.deaf) } == 1)
        #expect(watch.alerts == [.deaf])
        if watch.state != .listening { #expect(watch.tick(at: at(500)) == [.open]); _ = watch.opened(at: at(500)) }
        #expect(watch.heard(at: at(501)) == [.clear(.deaf)])
    }

    @Test func `silence alone is no fault when the neighbours are silent too`() {
        var watch = listening()
        watch.neighbourHeard(frames: 19)
        for second in Int64(2)...86_400 { #expect(watch.tick(at: at(second * 10)) == []) }
        #expect(watch.state == .listening)
    }

    @Test func `a radio that always heard something and falls silent is opened anew, without neighbours`() {
        var watch = listening()
        for second in Int64(1)...400 { #expect(watch.heard(at: at(second)) + watch.tick(at: at(second)) == []) }
        let actions = (Int64(401)...720).flatMap { watch.tick(at: at($0)) }
        #expect(actions == [.close, .open])
        #expect(watch.alerts.isEmpty)
    }

    @Test func `a radio that hears something now and then may be silent for long`() {
        var watch = listening()
        for minute in Int64(1)...1000 {
            if minute % 10 == 0 { #expect(watch.heard(at: at(minute * 60)) == []) }
            #expect(watch.tick(at: at(minute * 60)) == [])
        }
        #expect(watch.state == .listening)
    }

    @Test func `when somebody else begins to decide about the channel, the radio is opened anew without an alert`() {
        var watch = listening()
        for second in Int64(1)...9 {
            #expect(watch.circumstancesChanged(at: at(second)) == [.close, .open])
            #expect(watch.circumstancesChanged(at: at(second)) == [])
            #expect(watch.opened(at: at(second)) == [])
        }
        #expect(watch.alerts.isEmpty)
    }

    @Test func `a frame now and then keeps a radio out of suspicion`() {
        var watch = listening()
        for second in Int64(1)...1000 {
            watch.neighbourHeard(frames: 1)
            if second % 50 == 0 { #expect(watch.heard(at: at(second)) == []) }
            #expect(watch.tick(at: at(second)) == [])
        }
    }

    @Test func `three refused hops in a row are a failure, two with a success between are not`() {
        var watch = listening()
        #expect(watch.hopFailed(at: at(1)) == [])
        #expect(watch.hopFailed(at: at(1)) == [])
        watch.hopped()
        #expect(watch.hopFailed(at: at(2)) == [])
        #expect(watch.hopFailed(at: at(2)) == [])
        #expect(watch.hopFailed(at: at(2)) == [.close])
        #expect(watch.nextDeadline == at(3))
        #expect(watch.tick(at: at(2)) == [])
        #expect(watch.tick(at: at(3)) == [.open])
    }

    @Test func `an adapter that cannot be opened is tried again, slowly after the alert`() {
        var watch = RadioWatch()
        _ = watch.start(isPresent: true, at: at(0))
        #expect(watch.openingFailed(at: at(0)) == [.close])
        #expect(watch.tick(at: at(1)) == [.open])
        #expect(watch.openingFailed(at: at(1)) == [.close])
        #expect(watch.tick(at: at(2)) == [.open])
        #expect(watch.openingFailed(at: at(2)) == [.close, .raise(.deaf)])
        #expect(watch.nextDeadline == at(62))
        #expect(watch.tick(at: at(62)) == [.open])
        #expect(watch.openingFailed(at: at(62)) == [.close])
        #expect(watch.vanished(at: at(63)) == [.close, .clear(.deaf), .raise(.missing)])
        #expect(watch.appeared(at: at(64)) == [.open])
    }

    @Test func `a stuck channel raises its alert once and clears it once`() {
        var watch = listening()
        #expect(watch.channel(.stuck(frequencyMegahertz: 2412)) == [.raise(.stuck)])
        #expect(watch.channel(.stuck(frequencyMegahertz: 2412)) == [])
        #expect(watch.channel(.follows) == [.clear(.stuck)])
        #expect(watch.channel(.follows) == [])
    }

    /// An alert is raised only when it does not stand, and cleared only when it does, whatever happens.
    @Test(arguments: 0..<50) func `alerts are raised and cleared in turn whatever happens`(seed: UInt64) {
        var random = SplitMix(seed: seed)
        var watch = RadioWatch()
        var standing = Set<RadioAlert>()
        var now: Int64 = 0
        var actions = watch.start(isPresent: Bool.random(using: &random), at: at(0))
        for _ in 0..<2000 {
            for action in actions {
                if case .raise(let alert) = action { #expect(standing.insert(alert).inserted) }
                if case .clear(let alert) = action { #expect(standing.remove(alert) != nil) }
            }
            #expect(standing == watch.alerts)
            now += Int64.random(in: 0...30, using: &random)
            actions = anything(&watch, at: at(now), using: &random)
        }
    }

    private func anything(_ watch: inout RadioWatch, at now: Uptime, using random: inout SplitMix) -> [RadioAction] {
        switch Int.random(in: 0..<10, using: &random) {
        case 0: return watch.appeared(at: now)
        case 1: return watch.vanished(at: now)
        case 2, 3: return watch.opened(at: now)
        case 4: return watch.openingFailed(at: now)
        case 5: return watch.hopFailed(at: now)
        case 6: return watch.heard(at: now)
        case 7: return watch.channel(Bool.random(using: &random) ? .follows : .stuck(frequencyMegahertz: 2412))
        case 8: watch.neighbourHeard(frames: 30)
        default: break
        }
        return watch.tick(at: now)
    }
}
