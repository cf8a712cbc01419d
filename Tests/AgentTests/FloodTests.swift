import Capture
import Foundation
import Glibc
import Testing
import Timekeeping

/// A flood of fresh addresses, a million in an hour, for as long as one likes: the capture is made while it is read, through
/// a pipe, so that what the reader has taken is known at each moment. `FOOTFALL_FLOOD=1000000` asks for the whole hour.
struct FloodTests {
    private static let count = ProcessInfo.processInfo.environment["FOOTFALL_FLOOD"].flatMap { Int($0) } ?? 300_000

    @Test func `memory does not grow with the number of addresses once all tables are full`() async throws {
        let bench = try Workbench()
        let pipe = bench.path("flood.pcap")
        let isMade = unsafe mkfifo(pipe, 0o600) == 0
        try #require(isMade)
        let words = try ["replay", "--config", bench.configuration(), pipe]
        let agent = try Child(try Workbench.program("footfall"), words, in: bench.folder)
        let memory = try await onThread { try Self.flood(pipe, of: Self.count) { try residentKibibytes(of: agent) } }
        #expect(await agent.waitPatiently(seconds: 600) == 0, "\(agent.errors)")
        let last = try #require(memory.last)
        print("\(Self.count) fresh addresses; resident KiB after each tenth of them: \(memory)")
        // All tables are full after half of them: that of devices has 65,536 places.
        let warm = memory[4]
        #expect(last <= warm + 512)
        let summary = try #require(agent.output.split(separator: "\n").last { $0.contains("/occupancy") })
        #expect(summary.contains(#""coverage":"degraded""#))
    }

    /// Writes requests from `count` addresses, each used once; answers what `sample` said after each tenth.
    private static func flood(_ path: String, of count: Int, _ sample: () throws -> Int) throws -> [Int] {
        var samples: [Int] = []
        var writer = try SavefileWriter(path: path)
        for index in 0..<count {
            // Local addresses, no two alike.
            let address = UInt64(index) &* 0x9E37_79B9_7F4A_7C15 & 0xFCFF_FFFF_FFFF | 0x0200_0000_0000
            let request = CrowdFrame.request(from: address, to: nil, sequence: UInt16(index & 0xFFF))
            try writer.write(request.span, at: Crowd.start + .nanoseconds(3_600_000 * Int64(index)))
            if (index + 1).isMultiple(of: count / 10) { samples.append(try sample()) }
        }
        try writer.close()
        return samples
    }
}

/// Does what blocks on a thread of its own.
private func onThread<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: .init(catching: work)) }
    }
}
