import Foundation
import Glibc
import Testing

/// What a monitoring system reads of an agent that runs, judged by Prometheus' own tool.
@Suite(.serialized, .enabled(if: Permission.hasBroker && Permission.hasNetwork, Permission.network))
struct MetricsTests {
    @Test(.enabled(if: Promtool.isThere, Promtool.absence))
    func `file and page say the same, and promtool finds nothing wrong`() async throws {
        let laboratory = try await Laboratory()
        let air = try await laboratory.air(try laboratory.bench.shop(), speed: 60)
        let file = laboratory.bench.path("footfall.prom")
        let agent = try laboratory.agent(
            #""metrics": {"file": "\#(file)", "listen": "127.0.0.1:9477"}"#, speed: 60)
        let isComplete = await eventually {
            let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
            return text.contains("footfall_zone_people{") && text.contains("footfall_broker_connected 1")
                && !text.contains("footfall_radio_frames_total{interface=\"rt0\"} 0")
        }
        #expect(isComplete, "\(agent.errors)")
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let judge = try laboratory.bench.run(Promtool.path, ["check", "metrics"], input: file)
        #expect(judge.status == 0, "\(judge.errors)")
        // A report may have come between file and page: the names stay.
        let page = try #require(try laboratory.page(9_477))
        #expect(Self.names(page) == Self.names(text))
        // node_exporter is another user.
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
        #expect(mode == 0o644)
        agent.send(SIGTERM)
        #expect(await agent.waitPatiently() == 0, "\(agent.errors)")
        #expect(!FileManager.default.fileExists(atPath: file), "a file that nobody renews would look alive")
        _ = air
    }

    @Test func `what cannot be shown is told once and harms nothing`() async throws {
        let laboratory = try await Laboratory()
        let air = try await laboratory.air(try laboratory.bench.shop(minutes: 1))
        let agent = try laboratory.agent(
            #""metrics": {"file": "/nowhere/footfall.prom", "listen": "127.0.0.1:1883"}"#)
        #expect(await eventually { laboratory.messages("health").count > 2 }, "\(agent.errors)")
        for sentence in ["cannot write /nowhere/footfall.prom.new", "cannot listen on 127.0.0.1:1883"] {
            #expect(agent.errors.components(separatedBy: sentence).count == 2, "\(agent.errors)")
        }
        agent.send(SIGTERM)
        #expect(await agent.waitPatiently() == 0)
        _ = air
    }

    private static func names(_ text: String) -> Set<Substring> {
        Set(text.split(separator: "\n").filter { $0.hasPrefix("# TYPE") })
    }
}

/// The tool that comes with Prometheus.
private enum Promtool {
    static let absence: Comment = "no promtool (deploy/test takes it from Debian's package prometheus)"
    static let path =
        [".build-tools/usr/bin/promtool", "/usr/bin/promtool"]
        .map { URL(filePath: $0).path }.first(where: FileManager.default.isExecutableFile) ?? "promtool"
    static let isThere = path != "promtool" || ProcessInfo.processInfo.environment["CI"] != nil
}

extension Laboratory {
    /// Starts the agent on the test's interface with a section of the configuration more.
    fileprivate func agent(_ section: String, speed: Int = 1) throws -> Child {
        try start(
            try Workbench.program("footfall"),
            ["run", "--config", try bench.configuration(section), "--speed", "\(speed)"])
    }

    /// What the agent answers to Prometheus.
    fileprivate func page(_ port: Int) throws -> String? {
        let address = "http://127.0.0.1:\(port)/metrics"
        let script = "import urllib.request; print(urllib.request.urlopen('\(address)').read().decode())"
        let client = try start("python3", ["-c", script])
        return client.wait() == 0 ? client.output : nil
    }
}
