import Testing

@testable import Dot11

struct AntennaLevelsTests {
    @Test func `eight levels are kept in order and the rest is lost`() {
        var levels = AntennaLevels()
        #expect(levels.isEmpty)
        let heard: [Int8] = [-1, .min, .max, 0, -90, 5, -6, 7, 8, 9]
        for (count, level) in heard.enumerated() {
            levels.append(level)
            #expect(Array(levels) == Array(heard.prefix(min(count + 1, 8))))
        }
    }
}
