import Testing
import Timekeeping

@testable import Simulation

struct SimulatedSensorTests {
    @Test func `a received frame has a radiotap header before it and its check sequence behind it`() throws {
        var radio = RadioChannel()
        radio.lossProbability = 0
        radio.fadingDeviationDB = 0
        radio.shadowingDeviationDB = 0
        radio.heightMetres = 0
        var generator = SeededGenerator(seed: 1)
        var sensor = SimulatedSensor(
            place: Point(x: 0, y: 1), channel: 6, radio: radio, generator: &generator)
        let transmission = Transmission(
            frame: Array("123456789".utf8), place: Point(x: 10, y: 1), levelOffsetDB: 0, rate: 2)
        let received = sensor.receive(transmission, at: WallTime(nanoseconds: 0x0102_0304_000))
        let frame = try #require(received)
        let microseconds: UInt64 = 0x0102_0304_000 / 1000
        let expected: [UInt8] =
            [0, 0, 26, 0, 0x2F, 0x48, 0, 0]  // version, padding, length, fields 0 1 2 3 5 11 14
            + (0..<8).map { UInt8(truncatingIfNeeded: microseconds >> (8 * $0)) }  // TSFT
            + [0x10, 0x02]  // FCS at the end; 1 Mb/s
            + [0x85, 0x09, 0xA0, 0x00]  // 2437 MHz, CCK in the 2 GHz band
            + [0xBA, 0x00, 0x00, 0x00]  // −40 − 30·log₁₀ 10 = −70 dBm; antenna; receive flags
            + Array("123456789".utf8) + [0x26, 0x39, 0xF4, 0xCB]  // the published check value
        #expect(frame.bytes == expected)
    }

    @Test func `what is too weak is not received, what is lost is lost at the rate asked for`() {
        var radio = RadioChannel()
        radio.lossProbability = 0.25
        var generator = SeededGenerator(seed: 1)
        var sensor = SimulatedSensor(
            place: Point(x: 0, y: 1), channel: 6, radio: radio, generator: &generator)
        let near = Transmission(frame: [0], place: Point(x: 1, y: 1), levelOffsetDB: 0, rate: 2)
        let far = Transmission(frame: [0], place: Point(x: 3000, y: 1), levelOffsetDB: 0, rate: 2)
        let start = WallTime(seconds: 0)
        let received = (0..<10_000).count { _ in sensor.receive(near, at: start) != nil }
        // Five standard errors of a share of 0.75.
        #expect(abs(received - 7500) < 217)
        #expect((0..<100).allSatisfy { _ in sensor.receive(far, at: start) == nil })
    }
}
