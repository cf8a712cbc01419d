import Foundation
import Testing

/// The interface rt0, on which frames are sent once the test listens.
final class Air {
    private let file: URL
    private let child: Child

    /// Makes the interface; `frames` begin with radiotap headers.
    init(frames: [[UInt8]]) throws {
        var savefile = SavefileBytes()
        savefile.append(0xa1b2_c3d4, 0x0004_0002, 0, 0, 65_535, 127)
        for frame in frames {
            savefile.append(0, 0, UInt32(frame.count), UInt32(frame.count))
            savefile.append(frame)
        }
        file = FileManager.default.temporaryDirectory.appending(path: "air-\(UUID().uuidString).pcap")
        try Data(savefile.bytes).write(to: file)
        let options = ["--interface", "rt0", "--speed", "max", "--wait-for-reader"]
        child = try Child(try Child.built("airtap"), options + [file.path])
        try #require(child.nextLine() == "ready", "\(child.end().errors)")
    }

    deinit { try? FileManager.default.removeItem(at: file) }

    /// Begins to send.
    func start() { child.send([UInt8(ascii: "\n")]) }

    /// Waits until all was sent: what was done.
    func summary() -> String { child.nextLine() }

    /// proc(5): VmHWM of the program that sends.
    func peakResidentKibibytes() throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(child.identifier)/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
        return try #require(Int(line.filter(\.isNumber)))
    }

    /// Takes the interface away.
    func end() throws -> (summary: String, status: Int32) {
        child.closeInput()
        let summary = child.nextLine()
        return (summary, child.end().status)
    }
}
