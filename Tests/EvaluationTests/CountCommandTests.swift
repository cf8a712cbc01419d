import Foundation
import Testing

/// The command as it is called, on captures whose answer is known from the class table by hand.
struct CountCommandTests {
    private let bench: Workbench
    private let capture: String

    /// For 15 minutes one device scans every minute, another of another kind every third; a third one is far away.
    init() throws {
        bench = try Workbench()
        capture = bench.path("hand.pcap")
        try Self.quarterHour(start: 0).write(to: capture)
    }

    private static func quarterHour(start: Int) -> HandMadeCapture {
        var made = HandMadeCapture()
        made.scans(from: start, every: 60, before: start + 900, address: 1, kind: 0x82, level: -50)
        made.scans(from: start + 30, every: 180, before: start + 900, address: 2, kind: 0x8B, level: -60)
        made.scans(from: start + 10, every: 20, before: start + 900, address: 3, kind: 0x96, level: -90)
        return made
    }

    /// Both addresses last, and are counted by themselves, from half a gap before the first scan to half a gap after the
    /// last one: 0 s to 840 s and 30 s; 30 s to 750 s and 90 s, of which 60 s lie before the window.
    private static let devices = 870.0 / 900 + 840.0 / 900

    private struct Figures: Decodable {
        let estimate, low, high: Double
    }

    private struct Window: Decodable {
        let from, to: String
        let devices, people: Figures
        let stationary: Double?
        let distinctAddresses, scanEvents: Int
    }

    private struct Report: Decodable {
        let windows: [Window]
        let whole: Window
        let mae, mape, correlation, coverage: Double?
    }

    @Test func `a quarter of an hour gives what the scans say`() throws {
        let report = try bench.evaluate("count", "--capture", capture, "--window", "900", "--json")
            .decoded(as: Report.self)
        #expect(report.windows.count == 1)
        // In all, each of two kinds was one device at least.
        for (window, devices) in zip(report.windows + [report.whole], [Self.devices, 2]) {
            #expect(window.from == "2023-11-14T22:14:00.000Z" && window.to == "2023-11-14T22:29:00.000Z")
            for figures in [window.devices, window.people] {
                #expect(abs(figures.estimate - devices) < 1e-3)
                #expect(abs(figures.low - devices / 2) < 1e-3 && abs(figures.high - devices * 2) < 1e-3)
            }
            #expect(window.distinctAddresses == 2)
            #expect(window.scanEvents == 20)
        }
        #expect(report.mae == nil && report.mape == nil && report.correlation == nil && report.coverage == nil)
    }

    @Test func `shorter windows share the estimate and have their own scans and addresses`() throws {
        let report = try bench.evaluate(
            "count", "--capture", capture, "--window", "300", "--min-rssi", "-75", "--json"
        ).decoded(as: Report.self)
        #expect(report.windows.map(\.scanEvents) == [7, 7, 6])
        #expect(report.windows.map(\.distinctAddresses) == [2, 2, 2])
        #expect(report.windows.allSatisfy { abs($0.devices.estimate - Self.devices) < 1e-3 })
    }

    @Test func `the level decides what is inside`() throws {
        let deaf = try bench.evaluate("count", "--capture", capture, "--min-rssi", "-55", "--json")
            .decoded(as: Report.self)
        #expect(deaf.whole.devices.estimate == 1 && deaf.whole.distinctAddresses == 1)
        let wide = try bench.evaluate("count", "--capture", capture, "--min-rssi", "-100", "--json")
            .decoded(as: Report.self)
        #expect(wide.whole.distinctAddresses == 3)
    }

    @Test func `a truth gives errors, and a calibration from another day corrects them`() throws {
        let second = bench.path("later.pcap")
        try Self.quarterHour(start: 86_400).write(to: second)
        let header = "epoch_s,people_present_from_here\n"
        let today = try bench.write("\(header)1700000040,2\n1700000940,end\n", to: "today.csv")
        let later = try bench.write("\(header)1700086440,2\n1700087340,end\n", to: "later.csv")
        let plain = try bench.evaluate(
            "count", "--capture", capture, second, "--truth", later, "--json", "--plot", bench.path("people.svg")
        ).decoded(as: Report.self)
        let picture = try Picture(path: bench.path("people.svg"))
        #expect(picture.captions == ["People over time", "How far off the windows are"])
        #expect(picture.texts.contains("counted by hand") && picture.description.contains("mean absolute error"))
        #expect(plain.windows.count == 6, "nothing between the captures")
        let (mae, mape) = try (#require(plain.mae), #require(plain.mape))
        #expect(abs(mae - (2 - Self.devices)) < 1e-3 && abs(mape - (2 - Self.devices) / 2) < 1e-3)
        #expect(plain.coverage == 1 && plain.correlation == nil)
        let calibrated = try bench.evaluate(
            "count", "--capture", capture, second, "--truth", later, "--calibrate-on", today, "--json"
        ).decoded(as: Report.self)
        #expect(calibrated.mae == 0)
        #expect(calibrated.windows.allSatisfy { abs($0.people.estimate - 2) < 1e-3 })
        let onlyItself = try bench.evaluate(
            "count", "--capture", capture, "--truth", today, "--calibrate-on", today, "--json"
        ).decoded(as: Report.self)
        #expect(onlyItself.mae == nil, "what was calibrated on is not scored")
    }

    @Test func `a table for a person says the same`() throws {
        let outcome = try bench.evaluate("count", "--capture", capture, "--window", "900")
        #expect(outcome.status == 0 && outcome.errors.isEmpty)
        #expect(outcome.text.contains("2023-11-14T22:14Z") && outcome.text.contains("1.9 (1.0 to 3.8)"))
        #expect(outcome.text.contains("calibration: none"))
    }

    @Test func `a picture goes to a device without taking its place`() throws {
        let full = bench.path("full")
        try FileManager.default.createSymbolicLink(atPath: full, withDestinationPath: "/dev/full")
        let outcome = try bench.evaluate("count", "--capture", capture, "--plot", full)
        #expect(outcome.status == 73 && outcome.errors.contains("no space left on device"), "\(outcome.errors)")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: full) == "/dev/full")
        #expect(try bench.evaluate("count", "--capture", capture, "--plot", "/dev/null").status == 0)
    }

    /// One machine scans all night, from 22:14 on, and somebody comes at 5:14 for half an hour.
    @Test func `what is there at night is no people by day, as the agent has it`() throws {
        var made = HandMadeCapture()
        made.scans(from: 0, every: 60, before: 30_600, address: 1, kind: 0x82, level: -50)
        made.scans(from: 25_200, every: 60, before: 27_000, address: 2, kind: 0x8B, level: -50)
        try made.write(to: bench.path("night.pcap"))
        func windows(_ options: String...) throws -> [Window] {
            let words = ["evaluate", "count", "--capture", bench.path("night.pcap"), "--window", "900", "--json"]
            return try bench.run(words + options).decoded(as: Report.self).windows
        }
        for (options, machines) in [([], 1.0), (["--time-zone", "UTC"], 0), (["--time-zone", "Etc/GMT+5"], 1)] {
            let told = try options.isEmpty ? windows() : windows(options[0], options[1])
            let (evening, visit, morning) = (told[4], told[29], told[32])
            #expect(abs(evening.people.estimate - 1) < 0.05, "no night is over at \(evening.from)")
            #expect(abs(visit.devices.estimate - 2) < 0.1)
            #expect(abs(visit.people.estimate - 1 - machines) < 0.1, "\(options)")
            #expect(abs(morning.people.estimate - machines) < 0.05, "\(options), \(morning.from)")
            #expect(abs((morning.stationary ?? 0) - 1 + machines) < 0.05)
        }
    }

    @Test func `mistakes end with the status that fits`() throws {
        let missing = try bench.evaluate("count", "--capture", "/nonexistent.pcap")
        #expect(missing.status == 66 && missing.errors.contains("no such file or directory"))
        let table = try bench.write("epoch_s,people_present_from_here\n1,x\n", to: "wrong.csv")
        let wrong = try bench.evaluate("count", "--capture", capture, "--truth", table)
        #expect(wrong.status == 65 && wrong.errors.contains("wrong.csv: line 2: people_present_from_here is x"))
        let elsewhere = try bench.write("epoch_s,people_present_from_here\n5,1\n9,end\n", to: "elsewhere.csv")
        let useless = try bench.evaluate("count", "--capture", capture, "--calibrate-on", elsewhere)
        #expect(useless.status == 65 && useless.errors.contains("cannot calibrate on"))
        #expect(try bench.evaluate("count", "--capture", capture, "--window", "90").status == 64)
        #expect(try bench.evaluate("count", "--capture", table).status == 65)
        let zone = try bench.evaluate("count", "--capture", capture, "--time-zone", "Mars/Base")
        #expect(zone.status == 64 && zone.errors.contains("this machine knows no Mars/Base"), "\(zone.errors)")
        var damaged = try Data(contentsOf: URL(filePath: capture))
        damaged.removeLast(7)
        try damaged.write(to: bench.folder.appending(path: "cut.pcap"))
        let cut = try bench.evaluate("count", "--capture", bench.path("cut.pcap"), "--json")
        #expect(cut.status == 65 && cut.text.contains("\"windows\":[{"), "what stands before the damage is used")
    }
}
