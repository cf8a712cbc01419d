/// What one sensor says about one scan event.
public enum Reading: Hashable, Sendable {
    /// It heard `frames` frames, with this mean level in dBm.
    case heard(level: Double, frames: Int)
    /// It is alive, on the scan's channel, and heard nothing: that is information.
    case silent
    /// It is lost, late, or on another channel: nothing is known.
    case absent

    /// The reading of a sensor that listens on `sensorChannel` when a scan was seen on `scanChannel`.
    ///
    /// A sensor counts as silent only if its heartbeat is fresh and it stays on the scan's channel.
    public static func missed(isAlive: Bool, sensorChannel: Int?, scanChannel: Int) -> Self {
        isAlive && sensorChannel == scanChannel ? .silent : .absent
    }
}

extension Reading {
    /// Frames heard.
    var frames: Int {
        if case .heard(_, let frames) = self { frames } else { 0 }
    }
}
