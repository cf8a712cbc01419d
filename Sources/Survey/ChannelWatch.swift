public import Timekeeping

/// Compares the channel that was asked for with what the kernel says and with what the frames say.
///
/// Some drivers answer a change of channel with success and stay where they were. A frame that was heard on another
/// frequency than the requested one is evidence; a single one is not, since frames of the channel before still come out
/// of buffers. A frame on the requested frequency clears the suspicion, unless that is where the radio is suspected to
/// be stuck: it proves nothing then.
public struct ChannelWatch: Equatable, Sendable {
    /// What is to be believed of the radio.
    public enum Verdict: Equatable, Sendable {
        /// Nothing speaks against it.
        case follows
        /// It listens on another frequency than it was told, in MHz.
        case stuck(frequencyMegahertz: UInt16)
    }

    /// What is believed now.
    public private(set) var verdict = Verdict.follows

    /// Whether the kernel said last that the radio is elsewhere: it is to be told its channel again, since somebody else
    /// may have moved it.
    public var wantsRetuning: Bool { contradictions > 0 }

    private let grace: Interval
    private let evidenceNeeded: Int
    private var requested: Channel?
    private var changedAt: Uptime?
    private var suspect: UInt16?
    private var evidence = 0
    private var contradictions = 0

    /// A watch that leaves frames out of account for `grace` after each change, and speaks after `evidenceNeeded` frames.
    public init(grace: Interval = .milliseconds(100), evidenceNeeded: Int = 10) {
        self.grace = grace
        self.evidenceNeeded = max(evidenceNeeded, 1)
    }

    /// The radio was told to go to `channel`, and has said yes.
    public mutating func tuned(to channel: Channel, at now: Uptime) {
        if channel != requested { changedAt = now }
        requested = channel
    }

    /// The kernel says that the interface is on this frequency in MHz; `nil` when it does not say.
    ///
    /// Two contradictions in a row are needed: the question may have been overtaken by a change.
    public mutating func readBack(frequencyMegahertz frequency: UInt16?) {
        guard let frequency, let requested else { return }
        guard frequency != requested.frequencyMegahertz else {
            contradictions = 0
            return
        }
        contradictions += 1
        if contradictions >= 2 { verdict = .stuck(frequencyMegahertz: frequency) }
    }

    /// A frame was heard whose header names this frequency in MHz.
    public mutating func heard(frequencyMegahertz frequency: UInt16, at now: Uptime) {
        guard let requested, let changedAt, now >= changedAt + grace else { return }
        if frequency == requested.frequencyMegahertz {
            if frequency != suspect { clear() }
        } else if frequency == suspect {
            evidence += 1
        } else {
            (suspect, evidence) = (frequency, 1)
        }
        if let suspect, evidence >= evidenceNeeded { verdict = .stuck(frequencyMegahertz: suspect) }
    }

    /// The radio was set up anew: nothing that was seen before counts.
    public mutating func reset() {
        clear()
        (requested, changedAt) = (nil, nil)
    }

    private mutating func clear() {
        (suspect, evidence, contradictions) = (nil, 0, 0)
        verdict = .follows
    }
}
