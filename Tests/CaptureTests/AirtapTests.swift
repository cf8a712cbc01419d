import Foundation
import Testing

struct AirtapTests {
    @Test func `mistakes on the command line are usage errors`() throws {
        for words in [[], ["x.pcap"], ["--interface", "rt0"], ["--interface", "rt0", "--rate", "0", "x.pcap"]] {
            let (status, errors) = try Child(try Child.built("airtap"), words).end()
            #expect(status == 64)
            #expect(errors.hasPrefix("airtap: ") && errors.hasSuffix("(see: airtap --help)\n"), "\(errors)")
        }
    }

    @Test func `a capture that is not there is told before an interface is made`() throws {
        let (status, errors) = try Child(try Child.built("airtap"), ["--interface", "rt0", "/nonexistent"]).end()
        #expect(status == 66)
        #expect(errors.contains("/nonexistent"))
    }

    @Test(.enabled(if: NetworkNamespace.isToBeUsed, NetworkNamespace.missing))
    func `only radiotap frames can be sent, and nothing without the capability`() async throws {
        try await NetworkNamespace.run {
            var savefile = SavefileBytes()
            savefile.append(0xa1b2_c3d4, 0x0004_0002, 0, 0, 65_535, 105, 0, 0, 4, 4, 0x40)
            let file = FileManager.default.temporaryDirectory.appending(path: "airtap-\(UUID().uuidString).pcap")
            try Data(savefile.bytes).write(to: file)
            defer { try? FileManager.default.removeItem(at: file) }
            let wrongType = try Child(try Child.built("airtap"), ["--interface", "rt0", file.path]).end()
            #expect(wrongType.status == 65)
            #expect(wrongType.errors.contains("link type 105"))
            let without = ["--bounding-set=-net_admin", "--inh-caps=-net_admin", try Child.built("airtap")]
            let notPermitted = try Child("setpriv", without + ["--interface", "rt0", file.path]).end()
            #expect(notPermitted.status == 77)
            #expect(notPermitted.errors.contains("CAP_NET_ADMIN"))
        }
    }

    @Test(.enabled(if: NetworkNamespace.isToBeUsed, NetworkNamespace.missing))
    func `the memory of a reader does not grow with the length of its file`() async throws {
        try await NetworkNamespace.run {
            let frame = [0, 0, 8, 0, 0, 0, 0, 0, 0x80] + [UInt8](repeating: 0, count: 1_500)
            var peaks: [Int] = []
            for count in [1, 40_000] {
                let air = try Air(frames: Array(repeating: frame, count: count))
                air.start()
                #expect(air.summary().contains("\"frames\":\(count)"))
                peaks.append(try air.peakResidentKibibytes())
                _ = try air.end()
            }
            // 60 MB of frames; the window has 320 KiB.
            #expect(peaks[1] - peaks[0] < 1_024)
        }
    }

    @Test(.enabled(if: NetworkNamespace.isToBeUsed, NetworkNamespace.missing))
    func `a capture on standard input is sent to its damage`() async throws {
        try await NetworkNamespace.run {
            var savefile = SavefileBytes()
            savefile.append(0xa1b2_c3d4, 0x0004_0002, 0, 0, 65_535, 127)
            for _ in 0..<3 {
                savefile.append(0, 0, 16, 16)
                savefile.append([UInt8](repeating: 0, count: 16))
            }
            savefile.append(0, 0)
            let airtap = try Child(try Child.built("airtap"), ["--interface", "rt0", "--speed", "max", "-"])
            airtap.send(savefile.bytes)
            let (status, errors) = airtap.end()
            #expect(airtap.nextLine() == "ready")
            #expect(airtap.nextLine().hasPrefix("{\"frames\":3,"))
            #expect(status == 65)
            #expect(errors.contains("beyond byte 120: a record header is cut after 8 of 16 bytes"))
        }
    }
}
