import Foundation
import Glibc
import Testing
import Timekeeping

/// 2,000 people whose addresses and networks the test knows: nothing that leaves the agent may contain one of them.
@Suite(.serialized)
struct LeakTests {
    private let crowd = Crowd(seed: 1)

    @Test func `the search finds an address in each notation`() throws {
        let address = crowd.addresses[0]
        let digits = (0..<6).map { String(address >> (40 - 8 * UInt64($0)) & 0xFF | 0x100, radix: 16).dropFirst() }
        let octets = Data((0..<6).map { UInt8(truncatingIfNeeded: address >> (40 - 8 * UInt64($0))) })
        let search = LeakSearch(crowd)
        for pair in [digits, digits.reversed()] {
            for separator in [":", "-", "", " "] {
                let text = pair.joined(separator: separator)
                #expect(!search.findings(in: Data("x \(text) y".utf8)).isEmpty)
                #expect(!search.findings(in: Data("x=\(text.uppercased()),".utf8)).isEmpty)
            }
        }
        #expect(!search.findings(in: Data("\"a\":\(address)}".utf8)).isEmpty)
        #expect(!search.findings(in: Data([0, 1]) + octets + [2]).isEmpty)
        #expect(!search.findings(in: Data([0, 1]) + Data(octets.reversed()) + [2]).isEmpty)
        #expect(!search.findings(in: Data("x\(octets.base64EncodedString())x".utf8)).isEmpty)
        let named = Data("\(Crowd.networkName)7_nomap".utf8)
        for shift in 0..<3 {
            let packed = (Data(repeating: 7, count: shift) + named).base64EncodedString()
            #expect(!search.findings(in: Data("to \(packed)".utf8)).isEmpty)
        }
        #expect(!search.findings(in: Data("to ".utf8) + named).isEmpty)
        #expect(!search.findings(in: Data(named.map { String($0, radix: 16) }.joined().uppercased().utf8)).isEmpty)
        #expect(search.findings(in: Data("02:00:00:00:00:01 1700000000 occupancy".utf8)).isEmpty)
    }

    @Test func `a replay tells no address, no network and no number from one to four`() throws {
        let bench = try Workbench()
        let capture = try crowd.capture(duration: .minutes(90)).write(to: bench.path("crowd.pcap"))
        let outcome = try bench.footfall("replay", "--config", try bench.configuration(), capture)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let search = LeakSearch(crowd)
        expectNothing(search.findings(in: outcome.output))
        expectNothing(search.findings(in: Data(outcome.errors.utf8)))
        let messages = try outcome.lines
        #expect(messages.count(where: \.isEvent) > 1_000)
        expectNoSmallCounts(messages)
    }

    /// The keys come from the seed and so are the same, but each tag is another one. Nothing that is published may
    /// depend on it: not an identifier (they come from the generator, in the order of events), not a figure, not the
    /// order. So the outputs must be the same to the last byte. A leak that the search above cannot recognise, such as
    /// a hash of an address, would show here.
    @Test func `the same day with other addresses gives the same output, byte by byte`() throws {
        let bench = try Workbench()
        let configuration = try bench.configuration()
        let outputs = try ([1, 2] as [UInt64]).map { seed in
            let capture = Crowd(seed: seed).capture(duration: .minutes(90))
            let path = try capture.write(to: bench.path("crowd\(seed).pcap"))
            return try bench.footfall("replay", "--seed", "7", "--config", configuration, path)
        }
        #expect(outputs[0].output.count > 500_000)
        #expect(outputs[0].printsTheSame(as: outputs[1]))
        #expect(outputs[0].errors == outputs[1].errors)
    }

    @Test(.enabled(if: Permission.hasBroker && Permission.hasNetwork, Permission.network))
    func `live, nothing leaves on any topic, in any log or file, or stays in memory`() async throws {
        let laboratory = try await Laboratory()
        let search = LeakSearch(crowd)
        var capture = crowd.capture(duration: .minutes(20))
        // Keeps the interface there when the crowd has gone.
        capture.records.append((Crowd.start + .minutes(1_200), CrowdFrame.beacon))
        let air = try await laboratory.air(try capture.write(to: laboratory.bench.path("crowd.pcap")), speed: 60)
        let home = try Workbench()
        let surroundings = ["HOME", "TMPDIR", "STATE_DIRECTORY", "RUNTIME_DIRECTORY"].map {
            "\($0)=\(home.folder.path)"
        }
        let agent = try laboratory.agent(speed: 60, environment: surroundings, home: home, storage: home.folder.path)
        #expect(await eventually { laboratory.messages.count { $0.channel == "started" } > 500 }, "\(agent.errors)")
        // While the crowd is there, the memo holds some of them, and the ring what they ask for: the search finds what there
        // is to find.
        #expect(
            await eventually {
                let memory = (try? ProcessMemory(of: agent).mappings) ?? []
                return memory.contains { !search.binary(in: $0.bytes).isEmpty }
                    && memory.contains { !search.names(in: Data($0.bytes)).isEmpty }
            })
        let earlyKeys = EpochKeyHunt.keys(in: try ProcessMemory(of: agent).mappings)
        #expect((1...2).contains(earlyKeys.count))
        let traces = TagSearch(crowd, under: earlyKeys)
        #expect(await eventually(seconds: 120) { laboratory.hasHeardTheLast })
        // 21 minutes of the agent's clock: by then, two epochs have passed since the last planted frame.
        try await Task.sleep(for: .seconds(21))
        let memory = try ProcessMemory(of: agent).mappings
        let lateKeys = EpochKeyHunt.keys(in: memory)
        #expect((1...2).contains(lateKeys.count) && lateKeys.isDisjoint(with: earlyKeys))
        for mapping in memory {
            #expect(!earlyKeys.contains { EpochKeyHunt.contains($0, in: mapping) }, "a former key in \(mapping.name)")
        }
        #expect(memory.contains { $0.name == "[heap]" && !$0.bytes.isEmpty })
        #expect(memory.contains { $0.isCaptureRing })
        for mapping in memory {
            expectNothing(search.binary(in: mapping.bytes) + search.names(in: Data(mapping.bytes)), in: mapping.name)
        }
        agent.send(SIGTERM)
        #expect(await agent.waitPatiently() == 0)
        #expect(await laboratory.sees { $0.state == "stopped" })
        for record in [laboratory.record, Data(agent.errors.utf8) + agent.outputBytes] {
            expectNothing(search.findings(in: record) + traces.findings(in: record))
        }
        #expect(try home.files().contains { $0.lastPathComponent == "outbox.sqlite" })
        for file in try home.files() {
            let data = try Data(contentsOf: file)
            expectNothing(search.findings(in: data) + traces.findings(in: data), in: "\(file.lastPathComponent)")
        }
        expectNoSmallCounts(laboratory.messages)
        _ = air
    }

    private func expectNothing(_ findings: [String], in place: String = "what was printed") {
        #expect(findings.isEmpty, "\(findings.count) in \(place), such as \(findings.first ?? "")")
    }

    /// Every number that stands for people, devices or addresses, in every message.
    private func expectNoSmallCounts(_ messages: [Message]) {
        var released = 0
        for message in messages where ["occupancy", "footfall"].contains(message.channel) {
            let document = message.document
            var counts = ["distinctAddresses", "visitors", "bounces", "passersBy"].compactMap { document[$0] as? Int }
            for figure in ["devices", "people"].compactMap({ document[$0] as? [String: Any] }) {
                counts += ["estimate", "low", "high"].compactMap { figure[$0] as? Int }
            }
            released += counts.count
            #expect(counts.allSatisfy { $0 <= 0 || $0 >= 5 }, "\(message.payload)")
        }
        #expect(released > 20)
        #expect(messages.contains { $0.payload.contains("\"suppressed\":\"below-k\"") })
    }
}

extension Laboratory {
    /// Whether two health messages in a row count the same probe requests: nobody sends any more.
    fileprivate var hasHeardTheLast: Bool {
        let counts = messages("health").compactMap { ($0.document["radios"] as? [[String: Any]])?.first }
            .compactMap { $0["probeRequests"] as? Int }.suffix(2)
        return counts.count == 2 && counts.first == counts.last && counts.last != 0
    }
}
