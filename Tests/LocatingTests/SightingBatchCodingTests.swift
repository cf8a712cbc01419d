import Fleet
import Locating
import Privacy
import Testing
import Timekeeping

struct SightingBatchCodingTests {
    /// Made by hand from the layout.
    private static let golden: [UInt8] = [
        [0x01],  // version
        [0x0F],  // kept right, listens, one channel, a key
        [0x80, 0x92, 0xF6, 0xEF, 0xCA, 0x33],  // boot: 1,772,445,600,000 ms
        [0xAC, 0x02],  // sequence 300
        [0xDC, 0xA6, 0xB4, 0x01],  // epoch 2,954,076
        [0xCA, 0xFE, 0x00, 0x01],  // chain
        [0xA0, 0x82, 0x9E, 0xDF, 0xEC, 0x83, 0x04],  // until: 17,724,456,010,016 × 100 µs = 1.0016 s after boot
        [0x09, 0x85],  // 2,437 MHz
        [0x00],  // nothing dropped
        [0x02],  // two scans
        [0x35],  // random, former tag, 3 frames
        [0xA0, 0x9C, 0x01],  // 1 s before until, folded: 20,000
        [0xDE, 0xAD, 0xBE, 0xEF],  // tag
        [0x01, 0x02, 0x03, 0x04],  // former tag
        [0x12, 0x34],  // signature
        [0x7B],  // −61.5 dBm
        [0x0A],  // directed, a channel of its own, many frames
        [0x14],  // 20 frames
        [0x20],  // 1.6 ms before until
        [0x00, 0x00, 0x00, 0x2A],  // tag
        [0x00, 0x07],  // signature
        [0xC0],  // −96 dBm
        [0x09, 0x6C],  // 2,412 MHz
    ].flatMap(\.self)

    private static let sample = SightingBatch(
        boot: start, sequence: 300, key: KeyName(epoch: 2_954_076, chain: 0xCAFE_0001),
        until: start + .milliseconds(1_001) + .nanoseconds(600_000),
        isSynchronised: true, frequencyMegahertz: 2_437,
        scans: [
            SensorScan(
                time: start + .milliseconds(1) + .nanoseconds(600_000), tag: Tag(bits: 0xDEAD_BEEF),
                formerTag: Tag(bits: 0x0102_0304),
                signature: SignatureClass(bits: 0x1234), frames: 3, levelDBm: -61.5, frequencyMegahertz: 2_437,
                isRandomised: true),
            SensorScan(
                time: start + .seconds(1), tag: Tag(bits: 42), signature: SignatureClass(bits: 7), frames: 20,
                levelDBm: -96, frequencyMegahertz: 2_412, isRandomised: false, isDirected: true),
        ])

    @Test func `a batch is the octets of its layout, both ways`() throws {
        #expect(Self.sample.encoded == Self.golden)
        #expect(try SightingBatch(decoding: Self.golden) == Self.sample)
    }

    @Test func `a scan takes ten octets, fourteen with a former tag, and a heartbeat less than thirty`() {
        let now = start + .seconds(1)
        let empty = batch(1, until: now).encoded.count
        let plain = batch(1, until: now, [scan(1, at: start + .milliseconds(500))]).encoded.count
        let former = batch(1, until: now, [scan(1, at: start + .milliseconds(500), formerTag: 2)]).encoded.count
        #expect(empty <= 29)
        #expect(plain - empty == 10)
        #expect(former - empty == 14)
    }

    @Test func `every truncation throws`() {
        for count in Self.golden.indices {
            #expect(throws: CompactError.self) { try SightingBatch(decoding: Array(Self.golden.prefix(count))) }
        }
    }

    @Test func `every octet changed in every way is read as a batch or throws`() {
        for place in Self.golden.indices {
            for value in UInt8.min...UInt8.max {
                var bytes = Self.golden
                bytes[place] = value
                guard let read = try? SightingBatch(decoding: bytes) else { continue }
                #expect(read.scans.count <= SightingBatch.mostScans)
                #expect((try? SightingBatch(decoding: read.encoded)) == read)
            }
        }
    }

    @Test func `what follows the end, another version and too many scans are refused by name`() {
        #expect(throws: CompactError.trailingBytes(1)) { try SightingBatch(decoding: Self.golden + [0]) }
        #expect(throws: CompactError.unknownVersion(2)) { try SightingBatch(decoding: [2] + Self.golden.dropFirst()) }
        var many = Self.golden
        many[28] = 0x7F
        #expect(throws: CompactError.tooMany(127)) { try SightingBatch(decoding: many) }
    }

    @Test func `any batch comes back as it went`() throws {
        var generator = Seeded(4)
        for _ in 0..<200 {
            let until = start + .milliseconds(Int64.random(in: 0...600_000, using: &generator))
            let frequency: UInt16? = Bool.random(using: &generator) ? 2_437 : nil
            let sent = batch(
                Int.random(in: 0...1_000_000, using: &generator), until: until,
                isSynchronised: Bool.random(using: &generator), isListening: Bool.random(using: &generator),
                frequency: frequency,
                (0..<Int.random(in: 0...40, using: &generator)).map { _ in
                    scan(
                        UInt32.random(in: 0...UInt32.max, using: &generator),
                        at: until - .milliseconds(Int64.random(in: -50...2_000, using: &generator)),
                        formerTag: Bool.random(using: &generator) ? 9 : nil,
                        frames: Int.random(in: 1...255, using: &generator),
                        level: Double(Int.random(in: -200...0, using: &generator)) / 2,
                        frequency: Bool.random(using: &generator) ? 2_462 : nil)
                })
            #expect(try SightingBatch(decoding: sent.encoded) == sent)
        }
    }
}
