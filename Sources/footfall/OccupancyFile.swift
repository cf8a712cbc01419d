import Capture
import Timekeeping

/// People present, in the format that `footfall evaluate count --truth` reads.
final class OccupancyFile {
    private let file: TextFile
    private var last: Int?

    init(_ path: String) throws(CaptureError) {
        file = try TextFile(path, heading: "epoch_s,people_present_from_here")
    }

    func write(_ people: Int, from time: WallTime) throws(CaptureError) {
        guard people != last else { return }
        last = people
        try file.write("\(epoch(time)),\(people)")
    }

    func close(at end: WallTime) throws(CaptureError) {
        try file.write("\(epoch(end)),end")
        try file.close()
    }
}
