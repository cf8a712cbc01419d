import Testing
import Timekeeping

@testable import Simulation

struct EventQueueTests {
    @Test func `what is put in in any order comes out in the order of time, equal times as they were put in`() {
        var generator = SeededGenerator(seed: 5)
        var queue = EventQueue<Int>()
        var expected: [(Int64, Int)] = []
        for number in 0..<2000 {
            let time = Int64(generator.integer(in: 0...300))
            expected.append((time, number))
            queue.add(number, at: WallTime(nanoseconds: time))
        }
        expected.sort { $0 < $1 }
        var actual: [(Int64, Int)] = []
        while let (time, number) = queue.removeFirst() { actual.append((time.nanoseconds, number)) }
        #expect(actual.elementsEqual(expected, by: ==))
    }
}
