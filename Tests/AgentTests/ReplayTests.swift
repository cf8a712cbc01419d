import Foundation
import Testing

struct ReplayTests {
    private let bench = try? Workbench()

    @Test func `the same seed gives the same bytes, another one other identifiers and the same story`() throws {
        let bench = try #require(bench)
        let shop = try bench.shop()
        let first = try bench.footfall("replay", "--seed", "1", shop)
        let again = try bench.footfall("replay", "--seed", "1", shop)
        let other = try bench.footfall("replay", "--seed", "2", shop)
        #expect(first.status == 0 && !first.output.isEmpty)
        #expect(first.printsTheSame(as: again))
        let identifiers = Set(try first.lines.compactMap(\.identifier))
        #expect(identifiers.count > 5)
        #expect(try identifiers.isDisjoint(with: other.lines.compactMap(\.identifier)))
        let topics = try [first, other].map { try $0.lines.map(\.topic).joined(separator: "\n") }
        #expect(topics[0] == topics[1])
    }

    @Test func `without a seed, no two replays share an identifier`() throws {
        let bench = try #require(bench)
        let shop = try bench.shop()
        let runs = try (0..<2).map { _ in try bench.footfall("replay", shop).lines.compactMap(\.identifier) }
        #expect(!runs[0].isEmpty && Set(runs[0]).isDisjoint(with: runs[1]))
    }

    @Test func `several captures give what the capture gives that they were cut from`() throws {
        let bench = try #require(bench)
        let shop = try bench.shop()
        let frames = try FrameFile(reading: shop)
        let parts = (0..<3).map { part in frames.filter { index, _ in index % 3 == part } }
        let paths = try parts.indices.map { try parts[$0].write(to: bench.path("part\($0).pcap")) }
        let whole = try bench.footfall("replay", "--seed", "1", shop)
        let merged = try bench.footfall("replay", "--seed", "1", paths[2], paths[0], paths[1])
        #expect(whole.printsTheSame(as: merged) && !whole.output.isEmpty)
    }

    @Test func `standard input and packed captures are read like the plain file`() throws {
        let bench = try #require(bench)
        let shop = try bench.shop()
        let plain = try bench.footfall("replay", "--seed", "1", shop)
        let piped = try bench.footfall("replay", "--seed", "1", "-", input: shop)
        _ = try bench.run("gzip", ["--keep", shop])
        let packed = try bench.footfall("replay", "--seed", "1", shop + ".gz")
        let packedPipe = try bench.footfall("replay", "--seed", "1", "-", input: shop + ".gz")
        #expect(plain.status == 0 && !plain.output.isEmpty)
        for other in [piped, packed, packedPipe] { #expect(other.status == 0 && other.printsTheSame(as: plain)) }
    }

    @Test func `what stands before a damage is used, and the damage is named with its place`() throws {
        let bench = try #require(bench)
        let frames = try FrameFile(reading: try bench.shop())
        let half = frames.records.count / 2
        let sound = try frames.filter { index, _ in index < half }.write(to: bench.path("half.pcap"))
        var bytes = try Data(contentsOf: URL(filePath: sound))
        let end = bytes.count
        bytes.append(Data(repeating: 0xFF, count: 100))
        let damaged = bench.path("damaged.pcap")
        try bytes.write(to: URL(filePath: damaged))
        let expected = try bench.footfall("replay", "--seed", "1", sound)
        let found = try bench.footfall("replay", "--seed", "1", damaged)
        #expect(found.status == 65)
        #expect(found.printsTheSame(as: expected) && !found.output.isEmpty)
        #expect(found.errors.contains("cannot read capture \(damaged) beyond byte \(end): "))
    }

    @Test func `each line is a JSON document on a topic of the site`() throws {
        let bench = try #require(bench)
        let lines = try bench.footfall("replay", "--seed", "1", try bench.shop()).lines
        #expect(lines.allSatisfy { !$0.document.isEmpty && $0.topic.hasPrefix("footfall/v1/replay/") })
    }
}
