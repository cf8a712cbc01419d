import Timekeeping

/// When frames are sent.
enum Pace: Equatable {
    /// As they were recorded, `speed` times as fast.
    case recorded(speed: Double)
    /// So many each second, evenly.
    case steady(framesPerSecond: Double)
    /// As fast as the interface takes them.
    case unlimited

    /// How long after the first frame a frame is due: the frame `number` (from 0) of all that were sent, recorded
    /// `elapsed` after the first of this pass through the file. `start` is when the pass began, after the first frame.
    ///
    /// Times that run backwards in the file give a frame that is due at once.
    func due(number: Int, elapsed: Interval, passStart start: Interval) -> Interval {
        switch self {
        case .recorded(let speed): start + Self.interval(seconds: elapsed.seconds / speed)
        case .steady(let framesPerSecond): Self.interval(seconds: Double(number) / framesPerSecond)
        case .unlimited: .zero
        }
    }

    private static func interval(seconds: Double) -> Interval {
        Interval(nanoseconds: Int64((seconds * 1e9).clamped(to: -9e18...9e18)))
    }
}

extension Double {
    fileprivate func clamped(to range: ClosedRange<Double>) -> Double {
        max(range.lowerBound, min(range.upperBound, self))
    }
}
