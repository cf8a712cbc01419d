import CPcap
import Capture
import Foundation
import Testing
import Timekeeping

/// The same files read by libpcap and by Wireshark.
@Suite(.enabled(if: Corpus.isToBeUsed, Corpus.missing))
struct SavefileCorpusTests {
    @Test(arguments: ["captures", "variants", "malformed/tcpdump"])
    func `a capture gives the frames that libpcap gives`(folder: String) throws {
        let captures = Corpus.captures(below: folder)
        #expect(!captures.isEmpty)
        for capture in captures where capture.pathExtension != "gz" {
            let ours = readAll(capture.path)
            #expect(ours.error == nil, "\(capture.lastPathComponent)")
            let (theirs, snapLength) = try readWithLibpcap(capture.path)
            #expect(ours.frames.count == theirs.count, "\(capture.lastPathComponent)")
            // libpcap cuts a frame that is longer than the file header allows; Wireshark does not.
            let mine = ours.frames.map { ReadFrame($0.record, Array($0.bytes.prefix(snapLength))) }
            // Compared apart from the expectation, which would print the bytes of frames.
            let areEqual = mine == theirs
            #expect(areEqual, "\(capture.lastPathComponent)")
        }
    }

    @Test func `a packed capture gives the frames that Wireshark gives`() throws {
        let captures = Corpus.captures(below: "captures").filter { $0.pathExtension == "gz" }
        #expect(!captures.isEmpty)
        for capture in captures {
            let ours = readAll(capture.path)
            #expect(ours.error == nil, "\(capture.lastPathComponent)")
            #expect(
                ours.frames.map(Summary.init) == (try readWithWireshark(capture.path)), "\(capture.lastPathComponent)")
        }
    }

    @Test func `a damaged capture gives the frames that Wireshark gives`() throws {
        let captures = Corpus.captures(below: "malformed/mutated")
        #expect(!captures.isEmpty)
        for capture in captures {
            let name = capture.lastPathComponent
            let ours = readAll(capture.path)
            var theirs = try readWithWireshark(capture.path)
            var mine = ours.frames.map(Summary.init)
            // Wireshark refuses a file of a link type that it does not know; here the reader's caller decides that.
            if name.contains("linktype_unknown") { continue }
            // A fraction beyond the second: Wireshark's time wraps around and is negative.
            if name.contains("usec_overflow") {
                mine = mine.map { $0.without(\.nanoseconds) }
                theirs = theirs.map { $0.without(\.nanoseconds) }
            }
            #expect(mine == theirs, "\(name)")
            let isCut = ["caplen_4g", "caplen_gt_snaplen", "empty", "_cut", "bad_magic"].contains { name.contains($0) }
            #expect((ours.error != nil) == isCut, "\(name): \(String(describing: ours.error))")
        }
    }

    /// What Wireshark prints of a frame.
    fileprivate struct Summary: Equatable {
        var index: Int
        var nanoseconds: Int64
        var originalLength: Int
        var capturedLength: Int

        func without(_ part: WritableKeyPath<Self, Int64>) -> Self {
            var copy = self
            copy[keyPath: part] = 0
            return copy
        }
    }

    private func readWithWireshark(_ path: String) throws -> [Summary] {
        let fields = ["frame.number", "frame.time_epoch", "frame.len", "frame.cap_len"]
        let arguments = ["-n", "-r", path, "-T", "fields"] + fields.flatMap { ["-e", $0] }
        let output = try Child.output(of: "tshark", arguments)
        return output.split(separator: "\n").compactMap { line in
            let columns = line.split(separator: "\t").compactMap { Int64($0.filter { $0 != "." }) }
            guard columns.count == 4 else { return nil }
            return Summary(
                index: Int(columns[0]), nanoseconds: columns[1], originalLength: Int(columns[2]),
                capturedLength: Int(columns[3]))
        }
    }

    private func readWithLibpcap(_ path: String) throws -> (frames: [ReadFrame], snapLength: Int) {
        var text = [CChar](repeating: 0, count: Int(PCAP_ERRBUF_SIZE))
        let precision = UInt32(PCAP_TSTAMP_PRECISION_NANO)
        let handle = unsafe try #require(unsafe pcap_open_offline_with_tstamp_precision(path, precision, &text))
        defer { unsafe pcap_close(handle) }
        let linkType = UInt16(unsafe pcap_datalink(handle))
        var frames: [ReadFrame] = []
        var header: UnsafeMutablePointer<pcap_pkthdr>?
        var bytes: UnsafePointer<UInt8>?
        while unsafe pcap_next_ex(handle, &header, &bytes) == 1, let found = unsafe header?.pointee {
            let time = WallTime(seconds: Int64(found.ts.tv_sec)) + .nanoseconds(Int64(found.ts.tv_usec))
            let record = SavefileRecord(
                index: frames.count + 1, time: time, originalLength: Int(found.len), linkType: linkType)
            frames.append(ReadFrame(record, unsafe Array(UnsafeBufferPointer(start: bytes, count: Int(found.caplen)))))
        }
        return (frames, Int(unsafe pcap_snapshot(handle)))
    }
}

extension SavefileCorpusTests.Summary {
    fileprivate init(_ frame: ReadFrame) {
        self.init(
            index: frame.record.index, nanoseconds: frame.record.time.nanoseconds,
            originalLength: frame.record.originalLength, capturedLength: frame.bytes.count)
    }
}
