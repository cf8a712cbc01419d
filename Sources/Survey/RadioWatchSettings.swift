public import Timekeeping

/// When a ``RadioWatch`` loses patience.
public struct RadioWatchSettings: Equatable, Sendable {
    /// No frame for so long, while neighbours hear traffic, and the radio counts as deaf.
    public var silence: Interval
    /// No frame for so long, and a radio that had heard something for as long without a pause (of ``silence``) counts as
    /// deaf, whatever neighbours hear: near any access point, the air is never silent.
    public var silenceAlone: Interval
    /// So many frames that neighbours heard meanwhile are traffic.
    public var neighbourFramesForSuspicion: Int
    /// From a failure to the next try, while the alert has not gone out.
    public var quickRetry: Interval
    /// From a failure to the next try afterwards.
    public var slowRetry: Interval
    /// So many repairs are tried before the alert.
    public var repairsUntilAlert: Int
    /// So many refused changes of channel in a row are a failure.
    public var hopFailuresUntilRepair: Int

    /// Settings; the defaults are 60 s, 300 s, 20 frames, 1 s, 60 s, 2 repairs and 3 refused changes.
    public init(
        silence: Interval = .seconds(60), silenceAlone: Interval = .seconds(300), neighbourFramesForSuspicion: Int = 20,
        quickRetry: Interval = .seconds(1), slowRetry: Interval = .seconds(60), repairsUntilAlert: Int = 2,
        hopFailuresUntilRepair: Int = 3
    ) {
        self.silence = silence
        self.silenceAlone = silenceAlone
        self.neighbourFramesForSuspicion = max(neighbourFramesForSuspicion, 1)
        self.quickRetry = quickRetry
        self.slowRetry = slowRetry
        self.repairsUntilAlert = repairsUntilAlert
        self.hopFailuresUntilRepair = hopFailuresUntilRepair
    }
}
