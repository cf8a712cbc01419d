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

    /// Gives all frames to `body` until it answers false. Called again, it goes on with the frame after the last one.
    mutating func forEachFrame(while body: (SavefileRecord, Span<UInt8>) -> Bool) {
        if files.count == 1 {
            do throws(CaptureError) { try files[0].reader.readFrames(while: body) } catch { damages.append(error) }
            return
        }
        while let frame = nextFrame() {
            guard body(frame.record, frame.bytes.span) else { return }
        }
    }

    /// Gives all frames to `body`, each with the position of its file.
    mutating func forEachFrame(while body: (SavefileRecord, Span<UInt8>, Int) -> Bool) {
        while let index = nextFile(), let frame = files[index].pending.take() {
            guard body(frame.record, frame.bytes.span, index) else { return }
        }
    }

    /// The earliest of the files' next frames.
    private mutating func nextFrame() -> Frame? { nextFile().flatMap { files[$0].pending.take() } }

    /// The file whose next frame is the earliest.
    private mutating func nextFile() -> Int? {
        for index in files.indices where files[index].pending == nil && !files[index].hasEnded { advance(index) }
        return files.indices.filter { files[$0].pending != nil }.min(by: isEarlier)
    }

    private func isEarlier(_ left: Int, _ right: Int) -> Bool {
        guard let left = files[left].pending, let right = files[right].pending else { return false }
        return left.record.time < right.record.time
    }

    private mutating func advance(_ index: Int) {
        do throws(CaptureError) {
            files[index].pending = try files[index].reader.withNextFrame { record, span in
                Frame(record: record, bytes: (0..<span.count).map { span[$0] })
            }
        } catch {
            damages.append(error)
        }
        files[index].hasEnded = files[index].pending == nil
    }

    /// A frame that waits for its turn.
    private struct Frame {
        let record: SavefileRecord
        let bytes: [UInt8]
    }

    /// A file, and its next frame.
    private final class File {
        var reader: SavefileReader
        var pending: Frame?
        var hasEnded = false

        init(reader: consuming SavefileReader) { self.reader = reader }
    }
}
