import Survey
import Testing
import Timekeeping

struct ChannelWatchTests {
    private func seconds(_ count: Double) -> Uptime { Uptime(nanoseconds: Int64(count * 1e9)) }

    @Test func `a radio that stays on six while it is sent round is found out`() {
        var watch = ChannelWatch()
        for round in 0..<4 {
            for (place, frequency) in [2412, 2437, 2462].enumerated() {
                let now = seconds(Double(round) + Double(place) * 0.3)
                watch.tuned(to: channel(frequency), at: now)
                for _ in 0..<3 { watch.heard(frequencyMegahertz: 2437, at: now + .milliseconds(150)) }
            }
        }
        #expect(watch.verdict == .stuck(frequencyMegahertz: 2437))
        watch.tuned(to: channel(2462), at: seconds(10))
        watch.heard(frequencyMegahertz: 2462, at: seconds(10.2))
        #expect(watch.verdict == .follows)
    }

    @Test func `frames that come late from the channel before are no evidence`() {
        var watch = ChannelWatch()
        for hop in 0..<200 {
            let now = seconds(Double(hop) * 0.2)
            watch.tuned(to: channel([2412, 2437, 2462][hop % 3]), at: now)
            for _ in 0..<20 {
                watch.heard(frequencyMegahertz: [2462, 2412, 2437][hop % 3], at: now + .milliseconds(50))
            }
            watch.heard(frequencyMegahertz: [2462, 2412, 2437][hop % 3], at: now + .milliseconds(120))
            watch.heard(frequencyMegahertz: [2412, 2437, 2462][hop % 3], at: now + .milliseconds(150))
        }
        #expect(watch.verdict == .follows)
    }

    @Test func `on one channel the frames alone tell`() {
        var watch = ChannelWatch()
        watch.tuned(to: channel(2462), at: .zero)
        for _ in 0..<9 { watch.heard(frequencyMegahertz: 2412, at: seconds(1)) }
        #expect(watch.verdict == .follows)
        watch.heard(frequencyMegahertz: 2412, at: seconds(1))
        #expect(watch.verdict == .stuck(frequencyMegahertz: 2412))
    }

    @Test func `two contradictions of the kernel are needed and a reset forgets them`() {
        var watch = ChannelWatch()
        watch.readBack(frequencyMegahertz: 2412)
        watch.tuned(to: channel(2462), at: .zero)
        watch.readBack(frequencyMegahertz: 2412)
        watch.readBack(frequencyMegahertz: 2462)
        watch.readBack(frequencyMegahertz: nil)
        watch.readBack(frequencyMegahertz: 2412)
        #expect(watch.verdict == .follows)
        watch.readBack(frequencyMegahertz: 2412)
        #expect(watch.verdict == .stuck(frequencyMegahertz: 2412))
        watch.reset()
        #expect(watch == ChannelWatch())
    }

    @Test func `before the first order nothing is judged`() {
        var watch = ChannelWatch()
        for _ in 0..<50 { watch.heard(frequencyMegahertz: 2412, at: seconds(1)) }
        #expect(watch == ChannelWatch())
    }
}
