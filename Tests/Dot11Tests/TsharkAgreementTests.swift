import CCrypto
import Foundation
import Testing

/// dot11dump against tshark 4.0, frame by frame: which frames are probe requests, transmitter, levels, frequency, bad
/// check sequence, sequence number, SSID. No difference is known on these files.
///
/// Where tshark 4.0 does otherwise on other input:
/// - It lists frames whose link header contradicts itself, or that end inside their own header. Here they are refused:
///   radiotap.org lays fields out one after the other, so after one that does not fit nothing has a place.
/// - It lists probe requests that claim encryption. They are sent before there is a key, and cannot be read.
/// - It reads the elements of a later fragment as if they were a frame's first ones. Here they stay unread:
///   IEEE 802.11-2020 §9.2.4.4.3 numbers fragments from 0, and elements begin in that one.
/// - It takes a Prism RSSI above zero for dBm; drivers put units of their hardware there.
/// - In captures of link type 105 with check sequences (variants/dlt105_fcs.pcap) it takes the four octets for elements,
///   since no header says that they are there. Here they are known by their value. No field compared here is touched.
@Suite(.enabled(if: TestData.isExpected, TestData.absence))
struct TsharkAgreementTests {
    /// Captures of one labelled device are joined: starting tshark takes longer than reading them.
    private static let groups = Dictionary(grouping: TestData.captures(in: "captures", "variants")) { path in
        path.contains("/cagliari/") ? String(path.prefix { $0 != "-" }) : path
    }.values.sorted { $0[0] < $1[0] }

    @Test(arguments: groups) func `dot11dump and tshark agree on every frame`(paths: [String]) throws {
        let theirs = try Dissection.byTshark(paths)
        let ours = try Dissection.byDot11dump(paths)
        #expect(!ours.isEmpty)
        let differing = Set(theirs.keys).union(ours.keys).filter { ours[$0] != theirs[$0] }
        // Frame numbers only: what a frame holds is not for a log.
        #expect(differing.sorted() == [], "frames that differ in \(paths[0])")
    }

    struct Figures: Decodable {
        let probe_req: Int
        let distinct_ta: Int
        let ta_set_sha256: String
        let with_rssi: Int
        let rssi_first_field_sum: Int?
    }

    @Test func `the figures of a second reader come out`() throws {
        let file = try Data(contentsOf: TestData.root.appending(path: "expected_sets.json"))
        for (key, expected) in try JSONDecoder().decode([String: Figures].self, from: file) {
            let path = String(key.dropFirst("visible/".count))
            let frames = try Dissection.byDot11dump(path).values
            let transmitters = Set(frames.map(\.transmitter)).sorted()
            #expect(frames.count == expected.probe_req, "\(path)")
            #expect(transmitters.count == expected.distinct_ta, "\(path)")
            #expect(sha256(transmitters.joined(separator: "\n")) == expected.ta_set_sha256, "\(path)")
            #expect(frames.filter { !$0.rssi.isEmpty }.count == expected.with_rssi, "\(path)")
            #expect(frames.reduce(0) { $0 + ($1.rssi.first ?? 0) } == expected.rssi_first_field_sum ?? 0, "\(path)")
        }
    }

    private func sha256(_ text: String) -> String {
        var digest = [UInt8](repeating: 0, count: 32)
        let octets = Array(text.utf8)
        unsafe _ = SHA256(octets, octets.count, &digest)
        return digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
