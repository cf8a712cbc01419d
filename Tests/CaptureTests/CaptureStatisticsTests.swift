import Testing

@testable import Capture

struct CaptureStatisticsTests {
    @Test func `counters go on where the library's 32 bits wrap`() {
        var statistics = CaptureStatistics()
        var last = CaptureStatistics.Reading()
        for received: UInt32 in [4_000_000_000, .max, 5, 5] {
            let next = CaptureStatistics.Reading(received: received, droppedByKernel: 7, droppedByInterface: 0)
            statistics.advance(from: last, to: next)
            last = next
        }
        #expect(statistics.received == 4_294_967_296 + 5)
        #expect(statistics.droppedByKernel == 7)
    }
}
