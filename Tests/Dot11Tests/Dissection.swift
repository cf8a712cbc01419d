import Foundation
import Testing

/// What a reader says of one probe request, in the words of dot11dump.
struct Dissection: Equatable, Decodable {
    var frame: Int
    var transmitter: String
    var rssi: [Int]
    var frequency: Int?
    var fcsBad: Bool
    var sequence: Int?
    var ssidHex: String?
}

extension Dissection {
    /// The built dot11dump's lines, by frame. Several captures are read as one.
    static func byDot11dump(_ paths: String...) throws -> [Int: Dissection] { try byDot11dump(paths) }

    static func byDot11dump(_ paths: [String]) throws -> [Int: Dissection] {
        let lines = try output(of: products.appending(path: "dot11dump"), [], reading: paths)
        let decoder = JSONDecoder()
        return index(try lines.map { try decoder.decode(Dissection.self, from: Data($0.utf8)) })
    }

    /// tshark's words for the same, by frame, with check sequences verified.
    static func byTshark(_ paths: [String]) throws -> [Int: Dissection] {
        let fields = [
            "frame.number", "wlan.ta", "radiotap.dbm_antsignal", "wlan_radio.signal_dbm", "wlan_radio.frequency",
            "radiotap.flags.badfcs", "wlan.fcs.status", "wlan.seq", "wlan.ssid",
        ]
        let options = ["-n", "-o", "wlan.check_checksum:TRUE", "-Y", "wlan.fc.type_subtype==4", "-T", "fields"]
        let lines = try output(
            of: tools.appending(path: "tshark"), options + fields.flatMap { ["-e", $0] } + ["-r"], reading: paths)
        return index(lines.map(Dissection.init(tshark:)))
    }

    /// Of repeated fields tshark prints all, separated by commas; of contents that are not there, `<MISSING>`.
    private init(tshark line: Substring) {
        let values = line.split(separator: "\t", omittingEmptySubsequences: false).map {
            $0.split(separator: ",").map(String.init)
        }
        frame = values[0].first.flatMap { Int($0) } ?? 0
        transmitter = values[1].first ?? ""
        rssi = (values[2].isEmpty ? values[3] : values[2]).compactMap { Int($0) }
        frequency = values[4].first.flatMap { Int($0) }
        fcsBad = values[5].first == "1" || values[6].first == "0"
        sequence = values[7].first.flatMap { Int($0) }
        ssidHex = values[8].first == "<MISSING>" ? "" : values[8].first
    }

    private static func index(_ dissections: [Dissection]) -> [Int: Dissection] {
        Dictionary(dissections.map { ($0.frame, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

extension Dissection {
    private static let tools = URL(filePath: "/usr/bin")

    /// Where the package's programs stand: beside the bundle of the tests.
    private static let products = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()

    /// Lines of a program whose last argument is a capture. Several captures come joined, on its standard input.
    private static func output(of program: URL, _ arguments: [String], reading paths: [String]) throws -> [Substring] {
        let files = paths.map { TestData.root.appending(path: $0).path }
        guard files.count > 1 else { return try output(of: process(program, arguments + files)) }
        let joining = process(tools.appending(path: "mergecap"), ["-a", "-F", "pcapng", "-w", "-"] + files)
        let joined = Pipe()
        joining.standardOutput = joined
        try joining.run()
        let reading = process(program, arguments + ["-"])
        reading.standardInput = joined
        return try output(of: reading)
    }

    private static func output(of process: Process) throws -> [Substring] {
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self).split(separator: "\n")
    }

    private static func process(_ program: URL, _ arguments: [String]) -> Process {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        return process
    }
}
