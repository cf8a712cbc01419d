import Foundation
import Testing
import Timekeeping

/// Visits and windows as the program tells them, from captures whose truth is known.
struct ReplayPresenceTests {
    private let bench = try? Workbench()

    /// In Berlin the clocks were changed on 2026-03-29 and on 2026-10-25, each at 01:00 UTC.
    @Test(arguments: [("2026-03-28T21:00:00Z", 23), ("2026-10-24T20:00:00Z", 25)])
    func `windows follow each other by the shop's clocks, over a change of the clocks too`(
        start: String, hours: Int
    ) throws {
        let bench = try #require(bench)
        let begin = try #require(WallTime(rfc3339: start))
        var file = FrameFile()
        for step in 0..<64 {
            let request = CrowdFrame.request(from: 0x0200_0000_0001 + UInt64(step), to: nil, sequence: 1)
            file.records.append((begin + .minutes(Int64(step) * 30), request))
        }
        let capture = try file.write(to: bench.path("change.pcap"))
        let outcome = try bench.footfall("replay", "--config", try configuration("timeZone: Europe/Berlin"), capture)
        #expect(outcome.status == 0, "\(outcome.errors)")
        var windows: [Int: [(from: Double, to: Double)]] = [:]
        for message in try outcome.lines where message.channel == "footfall" {
            let window = try #require(message.document["window"] as? [String: Any])
            let ends = try ["from", "to"].map { name in
                let text = try #require(window[name] as? String)
                return try #require(WallTime(rfc3339: text))
            }
            let length = try #require(window["lengthSeconds"] as? Int)
            windows[length, default: []].append(((ends[0] - begin).seconds, (ends[1] - begin).seconds))
        }
        #expect(windows.keys.sorted() == [60, 900, 3_600, 86_400])
        for (length, all) in windows {
            for (former, next) in zip(all, all.dropFirst()) { #expect(former.to == next.from, "\(length) s") }
            guard length < 86_400 else { continue }
            #expect(all.allSatisfy { $0.to - $0.from == Double(length) }, "\(length) s")
        }
        // The capture begins two hours before midnight; the day that follows is the one with the change.
        #expect(windows[86_400]?.map { ($0.to - $0.from) / 3_600 } == [2, Double(hours)])
        #expect(windows[3_600]?.count { $0.from >= 7_200 && $0.to <= 7_200 + Double(hours) * 3_600 } == hours)
    }

    @Test(arguments: [
        ("retail", [30: "bounce", 100: "bounce", 200: "visitor", 400: "visitor", 800: "engaged"]),
        ("transit", [30: "bounce", 100: "visitor", 200: "visitor", 400: "engaged", 800: "engaged"]),
        ("kiosk", [30: "visitor", 100: "visitor", 200: "engaged", 400: "engaged", 800: "engaged"]),
    ])
    func `what a visit is called is up to the preset`(preset: String, classes: [Int: String]) throws {
        let bench = try #require(bench)
        var file = FrameFile()
        for stay in classes.keys {
            // One gap is added to the time from the first scan to the last one. Frames within four seconds are one scan.
            let scans = min(10, stay / 6)
            for scan in 0..<scans {
                let time = Crowd.start + .milliseconds(Int64(stay) * 1_000 * Int64(scan) / Int64(scans))
                let request = CrowdFrame.request(from: 0x0010_0000_0000 + UInt64(stay), to: nil, sequence: UInt16(scan))
                file.records.append((time, request))
            }
        }
        let quiet = CrowdFrame.request(from: 0x0200_0000_0001, to: nil, sequence: 1)
        file.records.append((Crowd.start + .minutes(60), quiet))
        file.records.sort { $0.time < $1.time }
        let capture = try file.write(to: bench.path("stays.pcap"))
        let settings = try configuration("presence: {preset: \(preset)}")
        let ends = try bench.footfall("replay", "--config", settings, capture).lines.filter { $0.channel == "ended" }
        let told = try ends.map { end in
            let data = try #require(end.document["data"] as? [String: Any])
            return (try #require(data["dwellSeconds"] as? Double), try #require(data["class"] as? String))
        }
        #expect(told.count == classes.count)
        for (dwell, name) in told {
            let stay = classes.keys.min { abs(Double($0) - dwell) < abs(Double($1) - dwell) } ?? 0
            #expect(abs(Double(stay) - dwell) <= 1 && classes[stay] == name, "\(dwell) s: \(name)")
        }
    }

    private func configuration(_ line: String) throws -> String {
        let bench = try #require(bench)
        return try bench.write(
            """
            site: shop
            sensor: one
            \(line)
            capture: {interface: rt0}
            broker: {url: "mqtt://127.0.0.1"}

            """, to: "replay.yaml")
    }
}
