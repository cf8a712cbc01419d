import Capture
import Foundation
import Timekeeping

/// The frames of a capture, to be cut and written anew.
struct FrameFile {
    var records: [(time: WallTime, bytes: [UInt8])] = []
    var linkType: UInt16 = 127

    init() {}

    init(reading path: String) throws {
        var reader = try SavefileReader(path: path)
        var records: [(time: WallTime, bytes: [UInt8])] = []
        try reader.readFrames { record, frame in
            records.append((record.time, (0..<frame.count).map { frame[$0] }))
            return true
        }
        self.records = records
    }

    func filter(_ isWanted: (Int, [UInt8]) -> Bool) -> Self {
        var part = self
        part.records = records.enumerated().filter { isWanted($0.offset, $0.element.bytes) }.map(\.element)
        return part
    }

    /// Writes them, and gives the path back.
    func write(to path: String) throws -> String {
        var writer = try SavefileWriter(path: path, linkType: linkType)
        for record in records { try writer.write(record.bytes.span, at: record.time) }
        try writer.close()
        return path
    }
}
