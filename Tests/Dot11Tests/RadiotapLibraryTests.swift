import Foundation
import Testing

@testable import Dot11

/// The cases of radiotap-library (github.com/radiotap/radiotap-library, folder `check`), against their expected output.
@Suite(.enabled(if: TestData.isExpected, TestData.absence))
struct RadiotapLibraryTests {
    private static let folder = "malformed/radiotap-library"
    private static let cases = [
        "0", "00", "0fcs", "0v0", "0v0-2", "0v0-3", "0v0-4", "1", "malformed-vendor", "unparsed-vendor",
    ]

    @Test(arguments: cases) func `each case comes out as its text says, or is refused where that says so`(name: String)
        throws
    {
        let header = try TestData.contents(of: "\(Self.folder)/\(name).bin")
        let text = String(decoding: try TestData.contents(of: "\(Self.folder)/\(name).out"), as: UTF8.self)
        let expected = Self.normalized(text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) })
        let hasSequence = FileManager.default.fileExists(
            atPath: TestData.root.appending(path: "\(Self.folder)/\(name).args").path)
        // Of a namespace whose one field it does not know, the tool prints nothing.
        let lines = Self.lines(of: header, hasSequence: hasSequence).filter { line in
            !line.hasPrefix("vendor:") || expected.contains { $0.hasPrefix("vendor:") }
        }
        #expect(lines == expected)
    }

    /// The tool knows the fields of one vendor and prints them by bit (`OUI-sub|bit: octets`); this room leaves a vendor's
    /// data whole, which the tool prints as header and octets. Both become `vendor: octets`.
    private static func normalized(_ lines: [String]) -> [String] {
        var result: [String] = []
        for line in lines {
            if line.hasPrefix("vendor NS") {
                result.append("vendor:")
            } else if line.hasPrefix("00:00:00-00|"), let colon = line.range(of: ": ") {
                result.append("vendor: " + line[colon.upperBound...].replacing("/", with: " "))
            } else if result.last == "vendor:" {
                result[result.count - 1] += " \(line)"
            } else {
                result.append(line)
            }
        }
        return result
    }

    private static func lines(of header: [UInt8], hasSequence: Bool) -> [String] {
        var lines: [String] = []
        do throws(FrameError) {
            let span = header.span
            var cursor = try RadiotapFieldCursor(in: span, length: try LinkHeader.radiotapLength(in: span))
            while let field = try cursor.next(in: span) {
                if let line = line(field, span, header, hasSequence: hasSequence) { lines.append(line) }
            }
        } catch {
            lines.append("malformed radiotap data")
        }
        return lines
    }

    /// The tool prints these fields and passes over the others.
    private static func line(
        _ field: RadiotapField, _ span: Span<UInt8>, _ header: [UInt8], hasSequence: Bool
    ) -> String? {
        switch field.number {
        case 0: "TSFT: \(span.littleEndian64(at: field.offset))"
        case 1: "flags: " + octet(header[field.offset])
        case 2: "rate: \(header[field.offset] / 2).000000"
        // An old use of bit 14, which the tool reads when asked to: the check sequence itself, at the same place.
        case 14 where hasSequence:
            "FCS in header: " + (0..<4).reversed().map { octet(header[field.offset + $0]) }.joined()
        case 14: "RX flags: " + octet(header[field.offset + 1]) + octet(header[field.offset])
        case RadiotapField.vendorNumber:
            "vendor: " + (6..<field.size).map { octet(header[field.offset + $0]) }.joined(separator: " ")
        default: nil
        }
    }

    private static func octet(_ value: UInt8) -> String { (value < 16 ? "0" : "") + String(value, radix: 16) }
}
