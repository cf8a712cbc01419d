import Threading
import Timekeeping
import Uplink

/// The ledger thread: writes what has come, hands over what is safe, removes what the broker has.
struct OutboxLoop: ~Copyable {
    let core: OutboxCore
    var store: OutboxStore?
    var window: DeliveryWindow
    var pacing = CommitPacing()
    /// What has come and is not yet on the disk, in order.
    var waiting = WaitingLine()
    /// What was committed last, if it may be handed over without being read again.
    var fresh: [SavedMessage] = []
    /// What is to be removed, and could not be yet.
    var removable: [ClosedRange<Int64>] = []
    var verdict = ClockVerdict.unknown(holds: false)
    var isOnline = false
    var isHeld = false
    /// Up to this one, what another speaks of is given up.
    var givenUpTo = Receipt(number: 0)
    var isClosing = false
    var hasClosed = false
    var isEnding = false
    /// What messages hold that are not to leave any more.
    var withdrawals: [[UInt8]] = []
    /// Whether there may be messages whose times can be corrected yet.
    var hasProvisionalDates = false
    /// The number of the last event that came.
    var sequence = 0
    var latest: WallTime?
    var status = OutboxStatus()
    var retryAt: Uptime?
    /// Whether the agent runs, so that the visits in the database are its own affair.
    var hasBegun = false
    var setAsideAt: Uptime?
    /// Whether a database was set aside, and is still to be looked through.
    var rescues = false
    var lastRemoval = Uptime(nanoseconds: 0)

    init(core: OutboxCore) {
        self.core = core
        window = DeliveryWindow(messageCount: core.settings.windowCount, byteCount: core.settings.windowBytes)
    }

    /// Goes round until the end.
    mutating func run() {
        restore()
        core.opened.signal()
        repeat { turn() } while !(isEnding && hasClosed)
    }

    private mutating func turn() {
        takeInput()
        let now = MonotonicClock.now
        if let retryAt, now >= retryAt { tryAgain(at: now) }
        saveWhatIsDue(at: now)
        if !withdrawals.isEmpty { withdraw() }
        if case .known(let offset) = verdict, hasProvisionalDates { correctDates(by: offset) }
        handOver()
        removeWhatIsDue(at: now)
        reportStatus()
        if isClosing, !hasClosed {
            hasClosed = true
            core.flushed.signal()
        }
        if !isEnding { waitForInput() }
    }

    private mutating func takeInput() {
        let input = core.take()
        for entry in input.entries { sequence = max(sequence, entry.publication?.sequence ?? 0) }
        let before = input.givesWayAfter ?? 0
        waiting.append(Array(input.entries.prefix(before)))
        if input.givesWayAfter != nil { giveWay() }
        waiting.append(Array(input.entries.dropFirst(before)))
        for settlement in input.settlements { window.settled(settlement) }
        verdict = input.verdict
        isOnline = input.isOnline
        isHeld = input.isHeld
        isClosing = input.closes
        isEnding = input.ends
        keepWaitingWithinBounds()
        withdrawals += input.withdrawals
    }

    /// The disk has not taken anything for long: the oldest of the least important goes.
    private mutating func keepWaitingWithinBounds() {
        while waiting.count > core.settings.waitingCount, let dropped = waiting.dropLeastImportant() {
            if let importance = dropped.publication?.importance { status.dropped.count(importance) }
        }
    }

    private mutating func reportStatus() {
        status.waitingCount = waiting.count
        if let saved = store?.counts.total {
            status.waitingCount += max(0, saved - window.outstandingCount - window.removableCount)
        }
        do throws(LedgerError) { status.oldest = try store?.oldest() } catch { fail(error) }
        core.status = status
    }

    private mutating func waitForInput() {
        let now = MonotonicClock.now
        var deadline = now + .seconds(60)
        if let retryAt { deadline = min(deadline, retryAt) }
        if retryAt == nil {
            if let commit = pacing.deadline(waiting: waiting.count, at: now) { deadline = min(deadline, commit) }
            if window.removableCount > 0 { deadline = min(deadline, lastRemoval + Self.removalInterval) }
        }
        let wait = max(0, (deadline - now).nanoseconds)
        _ = core.wakeUp.wait(milliseconds: Int32(clamping: (wait + 999_999) / 1_000_000))
    }

    static let removalInterval = Interval.seconds(1)
}
