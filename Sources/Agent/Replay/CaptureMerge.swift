import Capture
import Timekeeping

/// The frames of several captures in the order of their times, as if one sensor had heard them all.
///
/// Times inside one file are taken as they stand. One frame of each file is held.
struct CaptureMerge {
    private var files: [File]
    /// What was wrong with files that ended early.
    private(set) var damages: [CaptureError] = []

    /// Opens all files; throws when one cannot be opened.
    init(paths: [String]) throws(CaptureError) {
        files = []
        for path in paths { files.append(File(reader: try SavefileReader(path: path))) }
    }

    /// Gives all frames to `body` until it answers false.
    mutating func forEachFrame(while body: (SavefileRecord, Span<UInt8>) -> Bool) {
        if files.count == 1 {
            do throws(CaptureError) { try files[0].reader.readFrames(while: body) } catch { damages.append(error) }
            return
        }
        for index in files.indices { advance(index) }
        while let earliest = files.indices.filter({ files[$0].pending != nil }).min(by: isEarlier) {
            guard let frame = files[earliest].pending, body(frame.record, frame.bytes.span) else { return }
            advance(earliest)
        }
    }

    private func isEarlier(_ left: Int, _ right: Int) -> Bool {
        guard let left = files[left].pending, let right = files[right].pending else { return false }
        return left.record.time < right.record.time
    }

    private mutating func advance(_ index: Int) {
        do throws(CaptureError) {
            files[index].pending = try files[index].reader.withNextFrame { record, span in
                (record, (0..<span.count).map { span[$0] })
            }
        } catch {
            files[index].pending = nil
            damages.append(error)
        }
    }

    /// A file, and its next frame.
    private final class File {
        var reader: SavefileReader
        var pending: (record: SavefileRecord, bytes: [UInt8])?

        init(reader: consuming SavefileReader) { self.reader = reader }
    }
}
