import Capture
import Foundation
import Testing
import Timekeeping

/// Real frames through the kernel's filter and ring: `airtap` sends, the room receives.
@Suite(.enabled(if: NetworkNamespace.isToBeUsed, NetworkNamespace.missing))
struct LiveCaptureTests {
    @Test func `every probe request that is in the air is received, and nothing else`() async throws {
        try await NetworkNamespace.run {
            let air = try Air(frames: (0..<2_000).map { frame(type: $0 % 2 == 0 ? 0x40 : 0x80, number: $0) })
            var capture = try LiveCapture(interface: "rt0")
            let (linkType, isUp) = (capture.linkType, capture.isInterfaceUp)
            #expect(linkType == 127)
            #expect(isUp)
            air.start()
            let received = try collect(1_000, from: &capture)
            #expect(received.map(\.bytes) == (0..<1_000).map { frame(type: 0x40, number: 2 * $0) })
            #expect(received.map(\.frame.time) == received.map(\.frame.time).sorted())
            let statistics = try capture.statistics()
            #expect(statistics.received == 1_000)
            #expect(statistics.droppedByKernel == 0)
            #expect(try air.end().summary.contains("\"frames\":2000"))
        }
    }

    @Test func `a long frame is cut to the snap length and keeps its length`() async throws {
        try await NetworkNamespace.run {
            let air = try Air(frames: [frame(type: 0x40, number: 0, length: 2_000)])
            var capture = try LiveCapture(interface: "rt0")
            air.start()
            let received = try collect(1, from: &capture)
            #expect(received.map(\.bytes.count) == [512])
            #expect(received.map(\.frame.originalLength) == [2_000])
            // The kernel's clock to the nanosecond: three zeros at the end would be one chance in a thousand.
            let age = Date().timeIntervalSince1970 - Double(received[0].frame.time.nanoseconds) / 1e9
            #expect(abs(age) < 3_600)
        }
    }

    @Test func `frames that find no room in the ring are counted`() async throws {
        try await NetworkNamespace.run {
            let air = try Air(frames: (0..<20_000).map { frame(type: 0x40, number: $0, length: 400) })
            var options = LiveCaptureOptions()
            options.ringLength = 512 * 1024
            var capture = try LiveCapture(interface: "rt0", options: options)
            air.start()
            #expect(air.summary().contains("\"frames\":20000"))  // all sent before the first is read
            var delivered = 0
            while try capture.poll({ _, _ in delivered += 1 }) > 0 {}
            let statistics = try capture.statistics()
            #expect(statistics.received == 20_000)
            #expect(statistics.droppedByKernel > 0)
            #expect(UInt64(delivered) + statistics.droppedByKernel == 20_000)
        }
    }

    @Test func `a batch is as long as was asked for`() async throws {
        try await NetworkNamespace.run {
            let air = try Air(frames: (0..<100).map { frame(type: 0x40, number: $0) })
            var capture = try LiveCapture(interface: "rt0")
            air.start()
            var batches: [Int] = []
            while batches.reduce(0, +) < 100 { batches.append(try capture.poll(limit: 7) { _, _ in }) }
            #expect(batches.allSatisfy { $0 <= 7 })
        }
    }

    @Test func `an interface that vanishes is told, and is worth another try`() async throws {
        try await NetworkNamespace.run {
            let air = try Air(frames: [frame(type: 0x40, number: 0)])
            var capture = try LiveCapture(interface: "rt0")
            air.start()
            _ = try collect(1, from: &capture)
            _ = try air.end()
            let isUp = capture.isInterfaceUp
            #expect(!isUp)
            let error = #expect(throws: CaptureError.self) {
                for _ in 0..<100 { _ = try capture.poll { _, _ in } }
            }
            #expect(error == .interfaceGone("rt0"))
            #expect(error?.isRecoverable == true)
        }
    }

    @Test func `an interface that is set down falls silent, and can be asked`() async throws {
        try await NetworkNamespace.run {
            let air = try Air(frames: [frame(type: 0x40, number: 0)])
            var capture = try LiveCapture(interface: "rt0")
            _ = try Child.output(of: "ip", ["link", "set", "rt0", "down"])
            var isUp = capture.isInterfaceUp
            #expect(!isUp)
            #expect(try capture.poll { _, _ in } == 0)
            _ = try Child.output(of: "ip", ["link", "set", "rt0", "up"])
            isUp = capture.isInterfaceUp
            #expect(isUp)
            air.start()
            #expect(try collect(1, from: &capture).count == 1)
        }
    }

    @Test func `an interface that cannot be listened to is an error with a cure`() async throws {
        try await NetworkNamespace.run {
            #expect(throws: CaptureError.missingInterface("nosuch0")) { _ = try LiveCapture(interface: "nosuch0") }
            #expect(throws: CaptureError.interfaceDown("lo")) { _ = try LiveCapture(interface: "lo") }
            _ = try Child.output(of: "ip", ["link", "set", "lo", "up"])
            #expect(throws: CaptureError.notInMonitorMode(interface: "lo", linkType: 1)) {
                _ = try LiveCapture(interface: "lo")
            }
            try NetworkNamespace.dropCapabilities()
            #expect(throws: CaptureError.notPermitted(interface: "lo")) { _ = try LiveCapture(interface: "lo") }
        }
    }

    @Test func `a filter that cannot be read is told`() async throws {
        try await NetworkNamespace.run {
            let air = try Air(frames: [])
            var options = LiveCaptureOptions()
            options.filter = "type nonsense"
            let error = #expect(throws: CaptureError.self) {
                _ = try LiveCapture(interface: "rt0", options: options)
            }
            #expect("\(try #require(error))".hasPrefix("cannot set a filter on rt0: "))
            _ = try air.end()
        }
    }
}

/// A frame and what was said of it.
private struct Received {
    var frame: CapturedFrame
    var bytes: [UInt8]
}

/// Receives `count` frames, or as many as come before there is silence for ten seconds; then what still comes.
private func collect(_ count: Int, from capture: inout LiveCapture) throws -> [Received] {
    var received: [Received] = []
    var silence = 0
    while received.count < count, silence < 100 {
        let got = try capture.poll { received.append(Received(frame: $0, bytes: Array(copying: $1))) }
        silence = got == 0 ? silence + 1 : 0
    }
    while try capture.poll({ received.append(Received(frame: $0, bytes: Array(copying: $1))) }) > 0 {}
    return received
}

/// A management frame behind an empty radiotap header; its sequence number and body tell its number.
private func frame(type: UInt8, number: Int, length: Int = 100) -> [UInt8] {
    let radiotap: [UInt8] = [0, 0, 8, 0, 0, 0, 0, 0]
    let control: [UInt8] = [type, 0, 0, 0]
    let addresses = [UInt8](repeating: 0xff, count: 6) + [2, 0, 0, 0, 0, 1] + [UInt8](repeating: 0xff, count: 6)
    let head = radiotap + control + addresses + [UInt8(truncatingIfNeeded: number << 4), UInt8(number >> 4 & 0xff)]
    return head + (head.count..<length).map { UInt8(truncatingIfNeeded: $0 &+ number) }
}
