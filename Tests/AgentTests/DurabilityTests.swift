import Foundation
import Glibc
import Testing
import Timekeeping

/// The real agent, killed again and again while it hears, decides, commits and sends, with a real broker that comes and
/// goes. `FOOTFALL_KILLS` and `FOOTFALL_OUTAGES` ask for more of it than the default.
@Suite(.serialized, .enabled(if: Permission.hasBroker && Permission.hasNetwork, Permission.network))
struct DurabilityTests {
    private static func number(_ name: String, or usual: Int) -> Int {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? usual
    }

    @Test func `no event is lost by kills and outages, none comes out of order, and each visit ends once`() async throws
    {
        let (kills, outages) = (Self.number("FOOTFALL_KILLS", or: 10), Self.number("FOOTFALL_OUTAGES", or: 3))
        let laboratory = try await Laboratory()
        let storage = laboratory.bench.path("state")
        let crowd = Crowd(seed: 1).capture(duration: .minutes(90))
        let air = try await laboratory.air(try crowd.write(to: laboratory.bench.path("crowd.pcap")), speed: 60)
        for round in 0..<kills {
            let isOutage = round % max(1, kills / max(1, outages)) == 1 && round * outages / kills < outages
            if isOutage { laboratory.stopBroker() }
            let before = laboratory.messages.count(where: \.isEvent)
            let agent = try laboratory.agent(speed: 60, storage: storage)
            if isOutage {
                try await Task.sleep(for: .milliseconds(.random(in: 1_500...3_000)))
            } else {
                #expect(
                    await eventually { laboratory.messages.count(where: \.isEvent) > before }, "\(agent.errors)")
                try await Task.sleep(for: .milliseconds(.random(in: 200...1_800)))
            }
            agent.send(SIGKILL)
            agent.wait()
            if isOutage { try await laboratory.startBroker() }
        }
        try await expectQuietEnd(laboratory, storage: storage)
        report(laboratory, kills: kills, outages: outages)
        expectNothingLost(laboratory)
        _ = air
    }

    /// The agent comes once more, hears nothing, sends what was left, and says goodbye.
    private func expectQuietEnd(_ laboratory: Laboratory, storage: String) async throws {
        var silence = FrameFile()
        // The second one keeps the interface there.
        silence.records = [Crowd.start, Crowd.start + .minutes(1_200)].map { (time: $0, bytes: CrowdFrame.beacon) }
        let silent = try await laboratory.air(
            try silence.write(to: laboratory.bench.path("silence.pcap")), interface: "rt1")
        let agent = try laboratory.agent(on: "rt1", storage: storage)
        #expect(await eventually { agent.errors.contains("connecting -> online") }, "\(agent.errors)")
        let before = laboratory.messages("health").count
        #expect(
            await eventually {
                let reports = laboratory.messages("health").dropFirst(before)
                return reports.contains { ($0.document["outbox"] as? [String: Any])?["depth"] as? Int == 0 }
            }, "\(agent.errors)")
        agent.send(SIGTERM)
        #expect(await agent.waitPatiently() == 0, "\(agent.errors)")
        #expect(await laboratory.sees { $0.state == "stopped" })
        _ = silent
    }

    private func expectNothingLost(_ laboratory: Laboratory) {
        let events = laboratory.messages.filter(\.isEvent)
        var first: [String: Message] = [:]
        var arrivals: [Int] = []
        for event in events {
            guard let identifier = event.identifier, let sequence = event.sequence else {
                Issue.record("an event without identifier or number: \(event.payload)")
                continue
            }
            if let known = first[identifier] {
                #expect(known.payload == event.payload, "a duplicate is the same to the last byte")
            } else {
                first[identifier] = event
                arrivals.append(sequence)
            }
        }
        #expect(arrivals == Array(1...max(1, arrivals.count)), "in order, without a gap, no number twice")
        var started: [String: Int] = [:]
        var ended: [String: Int] = [:]
        for event in first.values {
            let visit = event.document["subject"] as? String ?? ""
            if event.channel == "started" { started[visit, default: 0] += 1 }
            if event.channel == "ended" { ended[visit, default: 0] += 1 }
        }
        #expect(started.values.allSatisfy { $0 == 1 } && started == ended, "one beginning and one end for each visit")
        #expect(first.values.contains { $0.payload.contains(#""reason":"coverage-lost""#) })
    }

    private func report(_ laboratory: Laboratory, kills: Int, outages: Int) {
        let events = laboratory.messages.filter(\.isEvent)
        let different = Set(events.compactMap(\.identifier)).count
        let last = events.compactMap(\.sequence).max() ?? 0
        print(
            """
            \(kills) kills, \(outages) outages: \(last) events numbered, \(different) different ones arrived \
            (lost: \(last - different)), \(events.count - different) duplicates
            """)
    }
}
