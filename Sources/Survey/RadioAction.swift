/// What a ``RadioWatch`` asks to be done.
public enum RadioAction: Equatable, Sendable {
    /// Find the adapter, add a monitor interface, begin to capture; answer with `opened(at:)` or `openingFailed(at:)`.
    case open
    /// Give the monitor interface and the capture back: the adapter is gone, or is about to be opened anew.
    case close
    /// Tell the operator.
    case raise(RadioAlert)
    /// The trouble is over.
    case clear(RadioAlert)
}

/// A trouble with a radio that the operator is told of. Raw values are the names in the public contract.
public enum RadioAlert: String, CaseIterable, Sendable {
    /// No adapter that serves: unplugged, or never there.
    case missing = "radio-missing"
    /// The adapter is there and hears nothing, or cannot be set up.
    case deaf = "radio-deaf"
    /// The adapter listens on another channel than it was told.
    case stuck = "channel-stuck"
}
