import Survey
import Testing

struct ChannelSplitTests {
    @Test func `two equal radios share the channels and the preferred ones evenly`() {
        let all = open(Array(stride(from: 2412, through: 2472, by: 5)) + [5180, 5200])
        let hands = ChannelSplit.deal([all, all])
        #expect(hands.flatMap { $0.map(\.channel) }.sorted() == all.map(\.channel))
        #expect(hands.map { $0.count { $0.channel.isPreferred } }.sorted() == [2, 3])
        #expect(abs(hands[0].count - hands[1].count) <= 1)
    }

    @Test func `what only one radio has goes to that one, and the other takes the rest`() {
        let hands = ChannelSplit.deal([open([2412, 2437, 2462]), open([2412, 2437, 2462, 5180, 5200, 5220])])
        #expect(hands[0].map(\.channel) == [2412, 2437, 2462].map(channel))
        #expect(hands[1].map(\.channel) == [5180, 5200, 5220].map(channel))
    }

    @Test func `a radio for which nothing is left does not stand idle`() {
        let hands = ChannelSplit.deal([open([2412]), open([2412])])
        #expect(hands.map { $0.map(\.channel) } == [[channel(2412)], [channel(2412)]])
        #expect(ChannelSplit.deal([]).isEmpty)
        #expect(ChannelSplit.deal([[]]) == [[]])
    }

    @Test func `closed channels are dealt to nobody`() {
        #expect(ChannelSplit.deal([[RegulatoryChannel(channel(2484), isDisabled: true)]]) == [[]])
    }
}
