import Foundation
import Glibc
import Testing

/// The real dashboard beside a real broker and a real agent.
@Suite(.serialized, .enabled(if: Permission.hasBroker && Permission.hasNetwork, Permission.network))
struct DashboardLiveTests {
    @Test func `what an agent says is on the page, in the metrics and in the stream`() async throws {
        let laboratory = try await Laboratory()
        let dashboard = try await Self.dashboard(laboratory)
        let stream = try laboratory.start("curl", ["-sN", "\(Self.url)/events"])
        #expect(await eventually { stream.output.contains("event: board") }, "\(dashboard.errors)")
        let air = try await laboratory.air(try laboratory.bench.shop(), speed: 60)
        let agent = try laboratory.agent(speed: 60)
        for place in [
            #""sensors","one","health""#, #""zones","shop","occupancy""#, #""zones","shop","footfall","900""#,
        ] {
            #expect(await eventually { stream.output.contains("[\(place)]") }, "\(place): \(agent.errors)")
        }
        let metrics = try Self.get("metrics", laboratory)
        #expect(metrics.contains(#"footfall_sensor_up{site="test",sensor="one"} 1"#), "\(metrics)")
        #expect(try Self.get("history/shop/900", laboratory).hasPrefix("[["))
        agent.send(SIGKILL)
        #expect(await eventually { stream.output.contains(#""state":"offline""#) }, "the last will")
        dashboard.send(SIGTERM)
        #expect(await dashboard.waitPatiently() == 0, "\(dashboard.errors)")
        #expect(await stream.waitPatiently() != nil)
        withExtendedLifetime(air) {}
    }

    @Test func `a page whose reader sleeps is sent away, and so is the one too many`() async throws {
        let laboratory = try await Laboratory()
        let dashboard = try await Self.dashboard(laboratory)
        let sleeper = try laboratory.start("curl", ["-sN", "\(Self.url)/events"])
        #expect(await eventually { sleeper.output.contains("event: board") })
        sleeper.send(SIGSTOP)
        let readers = try (0..<31).map { _ in try laboratory.start("curl", ["-sN", "\(Self.url)/events"]) }
        for reader in readers { #expect(await eventually { reader.output.contains("event: board") }) }
        #expect(try Self.run("curl", Self.code + ["\(Self.url)/events"], laboratory) == "503")
        // More than a socket and the queue can hold for who does not read.
        let filler = String(repeating: "x", count: 15_000)
        let lines = (0..<2_000).map { #"{"at":"2026-03-02T12:00:00.000Z","state":"online","n":"\#($0)\#(filler)"}"# }
        let file = try laboratory.bench.write(lines.joined(separator: "\n") + "\n", to: "flood")
        let flood = "mosquitto_pub -q 1 -t footfall/v1/test/sensor/one/status -l <\(file)"
        _ = try Self.run("sh", ["-c", flood], laboratory)
        let isRid = await eventually {
            ((try? Self.get("metrics", laboratory)) ?? "").contains("footfall_dashboard_pages 31")
        }
        #expect(isRid, "\(dashboard.errors)")
        #expect(await eventually { readers.allSatisfy { $0.output.contains("\"n\":\"1999x") } }, "the others got all")
    }

    @Test func `a count by hand is a counter's reading for the agents, and nothing without the broker`() async throws {
        let laboratory = try await Laboratory()
        let dashboard = try await Self.dashboard(laboratory, ["--counter", "till"])
        #expect(
            await eventually { (try? Self.get("metrics", laboratory))?.contains("broker_connected 1") == true })
        let words = ["-s", "-w", "%{http_code}", "-H", "Content-Type: application/json", "\(Self.url)/tally", "-d"]
        #expect(try Self.run("curl", words + [#"{"occupancy":12}"#], laboratory) == "204", "\(dashboard.errors)")
        #expect(
            await laboratory.sees {
                $0.topic.hasSuffix("counter/till/reading") && $0.payload.contains(#""occupancy":12"#)
            })
        for wrong in ["{}", #"{"occupancy":-1}"#, "x", #"{"occupancy":1e9}"#] {
            #expect(try Self.run("curl", words + [wrong], laboratory).hasSuffix("400"))
        }
        let told = { (more: [String]) in (try? Self.run("curl", more + words + [#"{"occupancy":1}"#], laboratory)) ?? ""
        }
        #expect(told(["-H", "Origin: http://evil.example"]).hasSuffix("403"))
        laboratory.stopBroker()
        #expect(await eventually { told([]).hasSuffix("503") })
        try await laboratory.startBroker()
        #expect(await eventually { told([]) == "204" })
    }

    @Test func `other machines are let in with a certificate of the authority, or with the password, and not else`()
        async throws
    {
        let laboratory = try await Laboratory()
        let bench = laboratory.bench
        for script in Self.certificates { try #require(try bench.run("sh", ["-c", script]).status == 0) }
        let tls = ["--page-certificate-file", "server.pem", "--page-key-file", "server.key"]
        let dashboard = try await Self.dashboard(
            laboratory, ["--listen", "0.0.0.0:8090"] + tls + ["--page-client-ca-file", "ca.pem"])
        let code = Self.code + ["--cacert", "ca.pem"]
        let ask = code + ["https://127.0.0.1:8090/"]
        let guest = try Self.run("curl", ask + ["--cert", "guest.pem", "--key", "guest.key"], laboratory)
        #expect(guest == "200", "\(dashboard.errors)")
        #expect(try Self.run("curl", ask, laboratory) == "000")
        #expect(try Self.run("curl", ask + ["--cert", "alien.pem", "--key", "alien.key"], laboratory) == "000")
        dashboard.send(SIGTERM)
        dashboard.wait()
        let secret = try bench.write("long enough\n", to: "secret")
        let hash = try bench.run(try Workbench.program("footfall-dashboard"), ["password"], input: secret)
        _ = try bench.write(String(decoding: hash.output, as: UTF8.self), to: "password")
        let locked = try await Self.dashboard(
            laboratory, ["--listen", "0.0.0.0:8090", "--page-password-file", "password"] + tls)
        for path in ["", "metrics", "events", "history/one/900", "app.js"] {
            let answer = try Self.run("curl", code + ["https://127.0.0.1:8090/\(path)"], laboratory)
            #expect(answer == (path.isEmpty ? "303" : "401"), "\(path): \(locked.errors)")
        }
        let metrics = code + ["https://127.0.0.1:8090/metrics", "-u"]
        #expect(try Self.run("curl", metrics + ["prometheus:long enough"], laboratory) == "200")
        #expect(try Self.run("curl", metrics + ["prometheus:long  enough"], laboratory) == "401")
        let signOn = ["-c", "cookies", "-d", "password=long+enough", "https://127.0.0.1:8090/login"]
        #expect(try Self.run("curl", code + signOn, laboratory) == "303")
        #expect(try Self.run("curl", code + ["-b", "cookies", "https://127.0.0.1:8090/app.js"], laboratory) == "200")
        let guesses = try (0..<24).map { _ in
            try Self.run("curl", code + ["-d", "password=guess", "https://127.0.0.1:8090/login"], laboratory)
        }
        #expect(guesses.contains("429"), "\(guesses)")
    }

    @Test func `what cannot work is said in a sentence, with the status that fits`() throws {
        let bench = try Workbench()
        let clear = try bench.write("secret\n", to: "clear")
        let wrong = try bench.write("floors: 1\n", to: "wrong.yaml")
        for (words, status, text) in [
            (["--listen", "0.0.0.0:1"], EX_USAGE, "who may look?"), (["--listen", "nowhere"], EX_USAGE, "--listen is"),
            (["--site", "No"], EX_USAGE, "--site is"), (["--counter", "No"], EX_USAGE, "--counter is"),
            (["--page-key-file", "k"], EX_USAGE, "belong together"),
            (["--page-password-file", clear], EX_CONFIG, "holds no hash"),
            (["--site-file", wrong], EX_CONFIG, "is wrong"),
            (["--site-file", "/nowhere"], EX_NOINPUT, "cannot read"),
            (["--history-file", "/nowhere/x"], EX_NOINPUT, "cannot use /nowhere/x"),
            (["--page-key-file", clear, "--page-certificate-file", clear], EX_NOINPUT, "cannot use"),
            (["--listen", "127.0.0.1:1", "--broker", "mqtt://elsewhere.example"], EX_USAGE, "without encryption"),
        ] {
            let usual = ["--broker", "mqtt://127.0.0.1:9", "--site", "test"]
            let outcome = try bench.run(try Workbench.program("footfall-dashboard"), usual + words)
            #expect(outcome.status == status, "\(words): \(outcome.status) \(outcome.errors)")
            #expect(outcome.errors.contains(text), "\(words): \(outcome.errors)")
        }
    }

    /// Says nothing but the status of the answer.
    private static let code = ["-s", "-o", "/dev/null", "-w", "%{http_code}"]
    private static let url = "http://127.0.0.1:8090"

    private static func dashboard(_ laboratory: Laboratory, _ options: [String] = []) async throws -> Child {
        let child = try laboratory.start(
            try Workbench.program("footfall-dashboard"),
            ["--broker", "mqtt://127.0.0.1:1883", "--site", "test"] + options)
        try #require(await eventually { child.errors.contains("open http") }, "\(child.errors)")
        return child
    }

    private static func run(_ program: String, _ arguments: [String], _ laboratory: Laboratory) throws -> String {
        let child = try laboratory.start(program, arguments)
        child.wait()
        return child.output
    }

    private static func get(_ path: String, _ laboratory: Laboratory) throws -> String {
        try run("curl", ["-s", "\(url)/\(path)"], laboratory)
    }

    /// An authority, a server and a guest of it, and a stranger who vouches for himself.
    private static let certificates = [
        "\(request) -x509 -days 2 -keyout ca.key -out ca.pem -subj /CN=ca",
        issue("server", "subjectAltName=IP:127.0.0.1"), issue("guest", "extendedKeyUsage=clientAuth"),
        "\(request) -x509 -days 2 -keyout alien.key -out alien.pem -subj /CN=alien",
    ]

    private static let request = "openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"

    private static func issue(_ name: String, _ extensions: String) -> String {
        """
        \(request) -keyout \(name).key -out \(name).csr -subj /CN=\(name) \
        && echo \(extensions) >\(name).ext && openssl x509 -req -in \(name).csr -CA ca.pem -CAkey ca.key -days 2 \
        -set_serial 7 -extfile \(name).ext -out \(name).pem
        """
    }
}
