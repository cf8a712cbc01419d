import Foundation
import Glibc
import Testing
import Timekeeping

/// Class tables as data, pushed to a running agent that hears phones, with a real broker.
@Suite(.serialized, .enabled(if: Permission.hasBroker && Permission.hasNetwork, Permission.network))
struct FleetClassTableTests {
    @Test func `a pushed table counts, and one that cannot be used leaves it at work and is named`() async throws {
        let fleet = try await FleetLaboratory()
        try await fleet.addAir(try Self.scans().write(to: fleet.bench.path("scans.pcap")), speed: 60)
        let agent = try fleet.agent(interface: "rt1", verifyWithinSeconds: 60, speed: 60)
        #expect(await eventually { (5...20).contains(fleet.devices.last ?? 0) }, "\(agent.errors)")
        let good = try fleet.bench.write(Self.table(of: "30"), to: "classes.json")
        try await fleet.push(version: 1, table: good)
        #expect(await fleet.sees { $0.status == "applied" && $0.inForce == 1 }, "\(agent.errors)")
        #expect(await eventually { (fleet.devices.last ?? 0) > 25 }, "\(agent.errors)")
        let lives = fleet.laboratory.messages("status").count
        for (index, attempt) in try attempts(fleet.bench).enumerated() {
            try await fleet.push(version: 2 + index, table: attempt.path)
            let isRefused = await fleet.sees { report in
                report.status == "rejected" && report.version == 2 + index && report.inForce == 1
                    && report.problems.contains {
                        $0.hasPrefix("counting.classTableFile: cannot ") && $0.contains(attempt.path)
                            && $0.contains(attempt.problem)
                    }
            }
            #expect(isRefused, "\(attempt): \(fleet.reports().last?.document ?? [:])")
        }
        // The file of the table that counts is broken by now: what was read of it stays.
        try await fleet.push(version: 50, table: try fleet.bench.write("{", to: "classes.json"))
        #expect(await fleet.sees { $0.version == 50 && $0.status == "rejected" && $0.inForce == 1 })
        let told = fleet.devices.count
        #expect(await eventually { fleet.devices.count > told + 2 }, "\(agent.errors)")
        #expect(fleet.devices.dropFirst(told).allSatisfy { $0 > 25 }, "\(fleet.devices)")
        #expect(fleet.laboratory.messages("status").count == lives, "the agent never began anew: \(agent.errors)")
        try await fleet.push(fleet.document(version: 51, "{}"))
        #expect(await fleet.sees { $0.status == "applied" && $0.inForce == 51 }, "\(agent.errors)")
        #expect(await eventually { (5...20).contains(fleet.devices.last ?? 0) }, "the shipped one counts again")
        agent.send(SIGTERM)
        #expect(await agent.waitPatiently() == 0, "\(agent.errors)")
    }

    private func attempts(_ bench: Workbench) throws -> [(path: String, problem: String)] {
        let texts = [
            "": "needs a value here", String(Self.table(of: "30").dropLast(9)): "needs a comma", "[]": "no class table",
            Self.table(of: "41"): "no class table", Self.table(of: "-1"): "no class table",
            Self.table(of: #""30""#): "no class table",
        ]
        let files = try texts.enumerated().map { index, text in
            (path: try bench.write(text.key, to: "bad-\(index).json"), problem: text.value)
        }
        return files + [
            (path: "/nonexistent/classes.json", problem: "no such file"), (path: "/etc", problem: "is a directory"),
        ]
    }

    /// A table in which every class stands for so many devices, however often it scans.
    private static func table(of number: String) -> String {
        let rows = Array(repeating: "[\(number)]", count: 15).joined(separator: ",")
        return #"{"origin":"test","scans":[1,2,3,4,6,8,11,15,20,27,36,50,75,120],"rows":[\#(rows)]}"#
    }

    /// Phones of one class, under a new address at each scan, every ten seconds on average and by no clock.
    private static func scans() -> FrameFile {
        let addresses = Crowd(seed: 6, count: 1_200).addresses.filter { $0 & 0x0200_0000_0000 != 0 }
        var file = FrameFile()
        var time = Crowd.start
        for (index, address) in addresses.enumerated() {
            file.records.append((time, CrowdFrame.request(from: address, to: nil, sequence: 1)))
            time = time + .milliseconds(4_500 + Int64(index * index * 7_919 % 11_000))
        }
        return file
    }
}

extension FleetLaboratory {
    /// A configuration that names a class table.
    fileprivate func push(version: Int, table: String) async throws {
        try await push(document(version: version, #"{"counting":{"classTableFile":"\#(table)"}}"#))
    }

    /// How many devices each message of occupancy told of, in order; those that withhold it are left out.
    fileprivate var devices: [Int] {
        laboratory.messages("occupancy").compactMap { ($0.document["devices"] as? [String: Any])?["estimate"] as? Int }
    }
}
