import Survey
import Testing

struct ChannelDivisionTests {
    private let both = open([2412, 2437, 2462, 5180, 5200])

    @Test func `a survey is divided, each channel to one radio`() {
        let hands = ChannelWish.survey(Band.allCases).division(among: [both, both])
        #expect(hands.flatMap(\.self).sorted() == both.map(\.channel))
        #expect(hands.allSatisfy { (2...3).contains($0.count) })
    }

    @Test func `bands that were not asked for are given to nobody`() {
        let hands = ChannelWish.survey([.fiveGigahertz]).division(among: [both, open([2412])])
        #expect(hands == [[channel(5180), channel(5200)], []])
    }

    @Test func `a list is divided, and a radio for which none is left takes them all`() {
        let list = ChannelWish.fixed([2412, 5180].map(channel))
        #expect(list.division(among: [both, both]).map(\.count) == [1, 1])
        let one = ChannelWish.fixed([channel(2417)])
        #expect(one.division(among: [open([2417]), open([2417])]) == [[channel(2417)], [channel(2417)]])
    }

    @Test func `the first radio keeps to the common channel, the next two to the next best`() {
        let hands = ChannelWish.common.division(among: [both, both, open([5180]), both, both])
        #expect(hands == [[2462], [2412], [5180], [2437], [2462]].map { $0.map(channel) })
    }

    @Test func `a radio that is away gets nothing, and the others its share`() {
        let hands = ChannelWish.survey(Band.allCases).division(among: [[], both])
        #expect(hands[0].isEmpty)
        #expect(hands[1].sorted() == both.map(\.channel))
    }
}
