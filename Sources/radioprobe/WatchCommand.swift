import Glibc
import Radio
import Survey
import Timekeeping

/// Owns an adapter as the agent does: opens it, hops, and lets a ``RadioWatch`` decide when something happens.
enum WatchCommand {
    static func run(_ words: [String]) throws(RadioError) {
        guard words.count >= 2, let selection = AdapterSelection(words[0]), let seconds = Int64(words[1]) else {
            Main.fail("radioprobe watch ADAPTER SECONDS [MHZ...]\n", code: EX_USAGE)
        }
        let channels = words.dropFirst(2).compactMap { Int($0).flatMap { Channel(frequencyMegahertz: $0) } }
        let wish: ChannelWish = channels.isEmpty ? .survey(Band.allCases) : .fixed(channels)
        var keeper = RadioKeeper(selection, wish: wish)
        try keeper.run(until: Clock.now + .seconds(seconds))
        JSONLine("end").with("hops", keeper.hops).print()
    }
}
