import Glibc
import Radio
import Survey
import Timekeeping

/// So many changes of channel as fast as they go, with what they cost and what they leave behind.
enum HopCommand {
    static func run(_ words: [String]) throws(RadioError) {
        guard words.count >= 3, let selection = AdapterSelection(words[0]), let count = Int(words[1]) else {
            Main.fail("radioprobe hop ADAPTER COUNT MHZ...\n", code: EX_USAGE)
        }
        let channels = words.dropFirst(2).compactMap { Int($0).flatMap { Channel(frequencyMegahertz: $0) } }
        let adapter = try selection.adapter(in: try AdapterCatalog.read())
        let monitor = try MonitorInterface(on: adapter, by: words.contains("converting") ? .converting : .adding)
        // What is allocated once is there afterwards.
        try hop(monitor, over: channels, count: min(count, 1000), isWarmUp: true)
        let before = Footprint.now()
        try hop(monitor, over: channels, count: count, isWarmUp: false)
        let after = Footprint.now()
        JSONLine("footprint").with("interface", monitor.name)
            .with("privateKilobytesBefore", before.privateKilobytes)
            .with("privateKilobytesAfter", after.privateKilobytes)
            .with("descriptorsBefore", before.descriptors).with("descriptorsAfter", after.descriptors).print()
    }

    private static func hop(
        _ monitor: borrowing MonitorInterface, over channels: [Channel], count: Int, isWarmUp: Bool
    ) throws(RadioError) {
        var longest = Interval.zero
        var strays = 0
        let start = Clock.now
        for number in 0..<count {
            let channel = channels[number % channels.count]
            let begin = Clock.now
            try monitor.tune(to: channel)
            longest = max(longest, Clock.now - begin)
            guard number % 100 == 99 else { continue }
            strays += try monitor.frequencyMegahertz() == channel.frequencyMegahertz ? 0 : 1
        }
        guard !isWarmUp else { return }
        let seconds = (Clock.now - start).seconds
        JSONLine("hopped").with("count", count).with("seconds", seconds)
            .with("meanMilliseconds", seconds * 1000 / Double(count)).with("maxMilliseconds", longest.seconds * 1000)
            .with("readBackStrays", strays).print()
    }
}
