import Capture
import Simulation

/// The capture of one sensor while it is being written.
final class SensorCapture {
    private var writer: SavefileWriter?

    init(path: String) throws(CaptureError) { writer = try SavefileWriter(path: path) }

    func write(_ frame: SimulatedFrame) throws(CaptureError) { try writer?.write(frame.bytes.span, at: frame.time) }

    func close() throws(CaptureError) { try writer.take()?.close() }
}
