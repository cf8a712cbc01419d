@testable import Agent
import Logging
import Testing

struct JournalEntryTests {
    private typealias Data = [(key: String, value: Logger.Metadata.Value)]

    @Test func `each datum becomes a field that can be asked for`() {
        let entry = JournalEntry(
            "alert raised alert=radio-missing", level: .error,
            metadata: [("alert", "radio-missing"), ("capture.interface", "wlan1")] as Data)
        let wanted = """
            MESSAGE=alert raised alert=radio-missing
            PRIORITY=3
            SYSLOG_IDENTIFIER=footfall
            FOOTFALL_ALERT=radio-missing
            FOOTFALL_CAPTURE_INTERFACE=wlan1

            """
        #expect(String(decoding: entry.bytes, as: UTF8.self) == wanted)
    }

    @Test func `a value of two lines cannot pass for a further field`() {
        let entry = JournalEntry("stopped", level: .notice, metadata: [("reason", "one\nPRIORITY=0")] as Data)
        let length: [UInt8] = [14, 0, 0, 0, 0, 0, 0, 0]
        let field = Array("FOOTFALL_REASON\n".utf8) + length + Array("one\nPRIORITY=0\n".utf8)
        #expect(entry.bytes.suffix(field.count) == field)
    }

    @Test func `names are made of what names may be made of`() {
        let key = "größe " + String(repeating: "x", count: 80)
        let entry = JournalEntry("m", level: .info, metadata: [(key, "1")] as Data)
        let line = String(decoding: entry.bytes, as: UTF8.self)
        let name = line.split(separator: "\n").last.map { $0.split(separator: "=")[0] } ?? ""
        #expect(name.hasPrefix("FOOTFALL_GR_SSE_XXX") && name.count == 64)
    }
}
