import Foundation
import Privacy
import Testing
import Timekeeping

@testable import Fleet

struct KeyAnnouncementTests {
    private let announcement = KeyAnnouncement(
        epoch: 2_833_334, epochLength: .minutes(10), issuedAt: WallTime(nanoseconds: 1_700_000_400_123_000_000),
        chain: 0xFEDC_BA98_7654_3210,
        copies: [
            KeyAnnouncement.Copy(sensor: "entrance", form: .key, sealed: [UInt8](0..<128)),
            KeyAnnouncement.Copy(sensor: "window", form: .step, sealed: [UInt8](128..<208)),
        ], signature: [UInt8](repeating: 0xA5, count: 64))

    @Test func `an announcement is read as it was written, to another reader too`() throws {
        #expect(try KeyAnnouncement(json: announcement.json) == announcement)
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(announcement.json)) as? [String: Any])
        #expect(document["issuedAtMilliseconds"] as? Int == 1_700_000_400_123)
        #expect(document["chain"] as? String == "_ty6mHZUMhA")
        #expect((document["copies"] as? [[String: Any]])?.map { $0["form"] as? String } == ["key", "step"])
    }

    @Test func `what is cut or changed anywhere is read as another announcement or as none, and never traps`() {
        let json = announcement.json
        for count in 0..<json.count {
            #expect(throws: KeyRefusal.malformed) { try KeyAnnouncement(json: Array(json.prefix(count))) }
        }
        for index in json.indices {
            for octet in [0, 0x22, 0x2d, 0x39, 0x41, 0x7d, 0xff] as [UInt8] where json[index] != octet {
                var changed = json
                changed[index] = octet
                let read = try? KeyAnnouncement(json: changed)
                #expect(read != announcement)
            }
        }
    }

    @Test(arguments: [
        #"{}"#, #"[]"#, #"null"#, #"{"epoch":1,"epochSeconds":600,"issuedAtMilliseconds":1,"chain":"","copies":[]}"#,
        #"{"epoch":1,"epochSeconds":-1,"issuedAtMilliseconds":1,"chain":"AAAAAAAAAAA","copies":[],"signature":""}"#,
        #"{"epoch":1,"epochSeconds":600,"issuedAtMilliseconds":9223372036854775807,"chain":"AAAAAAAAAAA","copies":[],"signature":""}"#,
        #"{"epoch":1,"epochSeconds":600,"issuedAtMilliseconds":1,"chain":"AAAAAAAAAAA","copies":[{}],"signature":""}"#,
        #"{"epoch":1,"epochSeconds":600,"issuedAtMilliseconds":-9223372036854775808,"chain":"AAAAAAAAAAA","copies":[],"signature":""}"#,
    ])
    func `other documents are refused`(text: String) {
        #expect(throws: KeyRefusal.malformed) { try KeyAnnouncement(json: Array(text.utf8)) }
    }
}
