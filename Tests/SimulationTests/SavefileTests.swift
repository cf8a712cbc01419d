import Capture
import Foundation
import Simulation
import Testing
import Timekeeping

struct SavefileTests {
    @Test func `a savefile has the octets that the format asks for`() throws {
        let path = try temporaryPath()
        defer { try? FileManager.default.removeItem(atPath: path) }
        var writer = try SavefileWriter(path: path)
        try writer.write([0xAA, 0xBB, 0xCC].span, at: WallTime(nanoseconds: 1_000_000_000 * 0x6500_0001 + 0x0203_0405))
        try writer.close()
        let expected: [UInt8] =
            [0x4D, 0x3C, 0xB2, 0xA1]  // nanoseconds, little-endian
            + [2, 0, 4, 0]  // version 2.4
            + [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0]  // two unused words, at most 262,144 octets a record
            + [127, 0, 0, 0]  // radiotap
            + [0x01, 0x00, 0x00, 0x65, 0x05, 0x04, 0x03, 0x02]  // time
            + [3, 0, 0, 0, 3, 0, 0, 0]  // kept, of
            + [0xAA, 0xBB, 0xCC]
        #expect(try Array(Data(contentsOf: URL(filePath: path))) == expected)
    }

    @Test func `a file that cannot be created or written is named with the reason`() {
        #expect {
            _ = try SavefileWriter(path: "/nonexistent/file.pcap")
        } throws: { error in
            error as? CaptureError == .unwritableSavefile(path: "/nonexistent/file.pcap", code: ENOENT)
        }
        #expect {
            var writer = try SavefileWriter(path: "/dev/full")
            try writer.write([1].span, at: WallTime(seconds: 0))
            try writer.close()
        } throws: { error in
            "\(error)" == "cannot write capture /dev/full: no space left on device (28) "
                + "(check the folder, its permissions and its free space)"
        }
    }

    @Test(.enabled(if: tsharkIsNeededOrThere, "tshark is not installed (apt-get install tshark)"))
    func `tshark reads what the shop sends without a complaint and sees the same frames`() throws {
        let path = try temporaryPath()
        defer { try? FileManager.default.removeItem(atPath: path) }
        var expected: [String] = []
        var writer = try SavefileWriter(path: path)
        for frame in ShopSimulation(seed: 9, duration: .minutes(30)) {
            try writer.write(frame.bytes.span, at: frame.time)
            let level = Int8(bitPattern: frame.bytes[22])
            let fraction = String(frame.time.nanoseconds % 1_000_000_000 + 1_000_000_000).dropFirst()
            expected.append("\(frame.time.nanoseconds / 1_000_000_000).\(fraction)\t\(level)\t2437\t1")
        }
        try writer.close()
        let fields = ["frame.time_epoch", "radiotap.dbm_antsignal", "radiotap.channel.freq", "wlan.fcs.status"]
        let lines = try tshark(["-r", path, "-T", "fields"] + fields.flatMap { ["-e", $0] })
        #expect(lines.count == expected.count)
        #expect(zip(lines, expected).first { $0 != $1 } == nil)
        let complaints = try tshark(["-r", path, "-Y", "_ws.malformed || _ws.expert.severity >= warning"])
        #expect(complaints.isEmpty, "\(complaints.prefix(3))")
    }

    @Test(.enabled(if: tsharkIsNeededOrThere, "tshark is not installed (apt-get install tshark)"))
    func `the capture is a mixed one`() throws {
        let path = try temporaryPath()
        defer { try? FileManager.default.removeItem(atPath: path) }
        var writer = try SavefileWriter(path: path)
        for frame in ShopSimulation(seed: 10, duration: .minutes(5)) {
            try writer.write(frame.bytes.span, at: frame.time)
        }
        try writer.close()
        let kinds = try tshark(["-r", path, "-T", "fields", "-e", "wlan.fc.type_subtype"])
        // Probe requests, beacons, acknowledgements, QoS data: IEEE 802.11-2020 table 9-1.
        #expect(Set(kinds) == ["0x0004", "0x0008", "0x001d", "0x0028"])
        #expect(kinds.count { $0 == "0x0004" } > 50)
    }
}

private func temporaryPath() throws -> String {
    FileManager.default.temporaryDirectory.appending(path: "footfall-\(UUID().uuidString).pcap").path
}

/// Under CI the test runs in any case, and fails when tshark is not there.
private let tsharkIsNeededOrThere =
    ProcessInfo.processInfo.environment["CI"] != nil
    || FileManager.default.isExecutableFile(atPath: "/usr/bin/tshark")

/// The lines that tshark prints, preferences at their defaults but for the check of the FCS.
private func tshark(_ arguments: [String]) throws -> [String] {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/tshark")
    process.arguments = ["-n", "-o", "wlan.check_checksum:TRUE"] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return text.split(separator: "\n").map(String.init)
}
