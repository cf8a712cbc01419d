import Fleet
import Testing

struct TopicFilterTests {
    /// MQTT 3.1.1 §4.7.1.2, §4.7.1.3 and §4.7.2: the standard's own examples.
    @Test(
        arguments: [
            ("sport/tennis/player1/#", "sport/tennis/player1", true),
            ("sport/tennis/player1/#", "sport/tennis/player1/score/wimbledon", true),
            ("sport/#", "sport", true), ("#", "sport/tennis", true),
            ("sport/tennis/+", "sport/tennis/player1", true),
            ("sport/tennis/+", "sport/tennis/player1/ranking", false),
            ("sport/+", "sport", false), ("sport/+", "sport/", true),
            ("+/+", "/finance", true), ("/+", "/finance", true), ("+", "/finance", false),
            ("#", "$SYS/monitor", false), ("+/monitor/Clients", "$SYS/monitor/Clients", false),
            ("$SYS/#", "$SYS/monitor", true), ("a/b", "a/b", true), ("a/b", "a/c", false), ("a/b", "a", false),
        ])
    func `a filter selects the topics that the standard says`(filter: String, topic: String, matches: Bool) {
        #expect(Topics.filter(filter, matches: topic) == matches)
    }
}
