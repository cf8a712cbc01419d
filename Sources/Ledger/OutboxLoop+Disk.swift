import Threading
import Timekeeping
import Uplink

/// What the ledger thread writes and removes. Where the disk refuses, everything waits, and is tried again.
extension OutboxLoop {
    /// Commits in groups what is due; when the outbox closes, everything.
    mutating func saveWhatIsDue(at now: Uptime) {
        fresh.removeAll(keepingCapacity: true)
        var now = now
        while retryAt == nil, store != nil, let due = pacing.deadline(waiting: waiting.count, at: now),
            due <= now || isClosing
        {
            save(min(waiting.count, pacing.groupSize), at: now)
            now = MonotonicClock.now
        }
    }

    /// Commits the first of what waits, with all that goes with it.
    private mutating func save(_ count: Int, at now: Uptime) {
        pacing.committed(at: now)
        let group = waiting.first(count)
        var saved: [SavedMessage] = []
        do throws(LedgerError) {
            try store?.begin()
            for entry in group { try add(entry, to: &saved) }
            try keepFacts(of: group)
            try removeSettled()
            try store?.commit()
        } catch { return fail(error) }
        settledRemoved(at: now)
        waiting.removeFirst(count)
        fresh += saved
        status.savedCount += UInt64(saved.count)
        status.commitCount += 1
        settleTrouble()
        if !saved.isEmpty { core.hooks.onCommit(saved.map(\.publication)) }
        keepWithinBounds()
    }

    private mutating func add(_ entry: OutboxCore.Entry, to saved: inout [SavedMessage]) throws(LedgerError) {
        if let mark = entry.mark { try store?.keep(mark, entry.stamp) }
        guard let publication = entry.publication, let receipt = try store?.add(publication, entry.stamp) else {
            return
        }
        let dating: SavedMessage.Dating = entry.stamp.isClockKnown ? .right : .provisional
        if dating == .provisional { hasProvisionalDates = true }
        saved.append(
            SavedMessage(
                receipt: receipt, publication: publication, decidedAt: entry.stamp.wallTime, dating: dating,
                offset: entry.stamp.offset))
    }

    private mutating func keepFacts(of group: ArraySlice<OutboxCore.Entry>) throws(LedgerError) {
        if let sequence = group.lazy.compactMap(\.publication?.sequence).max() {
            try store?.keep(Int64(sequence), as: .sequence)
        }
        if let time = group.lazy.filter(\.stamp.isClockKnown).map(\.stamp.wallTime).max() {
            latest = time
            try store?.keep(time.nanoseconds, as: .latest)
        }
    }

    /// Makes room: the oldest of the least important go first. What is with the uplink already stays.
    private mutating func keepWithinBounds() {
        do throws(LedgerError) {
            while let used = try store?.usedBytes(), used > core.settings.byteCount {
                let group = max(100, (store?.counts.total ?? 0) / 64)
                guard let (importance, count) = try store?.drop(group, after: window.last) else { return }
                status.dropped.count(importance, UInt64(count))
                fresh.removeAll()
            }
        } catch { fail(error) }
    }

    /// Removes what is not to leave any more, unless it is with the uplink already.
    mutating func withdraw() {
        for bytes in withdrawals { waiting.withdraw(holding: bytes) }
        fresh.removeAll()
        guard store != nil else { return withdrawals.removeAll() }
        do throws(LedgerError) {
            try store?.begin()
            for bytes in withdrawals { try store?.remove(after: window.last, holding: bytes) }
            try store?.commit()
            try store?.forgetRemoved()
            withdrawals.removeAll()
        } catch { fail(error) }
    }

    /// Removes in groups what the broker has; a commit of something new takes it along.
    mutating func removeWhatIsDue(at now: Uptime) {
        guard retryAt == nil, store != nil else { return }
        let isDue = window.removableCount >= pacing.groupSize || now >= lastRemoval + Self.removalInterval
        guard window.removableCount > 0 || !removable.isEmpty, isDue || isClosing else { return }
        do throws(LedgerError) {
            try store?.begin()
            try removeSettled()
            try store?.commit()
        } catch { return fail(error) }
        settledRemoved(at: now)
    }

    /// Removes what is settled, as part of a transaction.
    private mutating func removeSettled() throws(LedgerError) {
        removable += window.takeRemovable()
        try store?.remove(removable)
    }

    private mutating func settledRemoved(at now: Uptime) {
        removable.removeAll()
        lastRemoval = now
    }

    /// Hands over, in order, what is safe, as far as the window has room; where the disk takes nothing, also the rest.
    mutating func handOver() {
        guard isOnline, !isHeld, !hasClosed else { return }
        do throws(LedgerError) {
            while window.room > 0, let messages = try nextMessages(), !messages.isEmpty {
                for message in messages.prefix(window.room) {
                    if message.dating == .provisional, verdict == .unknown(holds: true) { return }
                    window.handedOver(message.receipt, byteCount: message.byteCount)
                    if message.receipt <= givenUpTo, core.hooks.isAnothers(message.publication) {
                        window.settled(Settlement(receipt: message.receipt, outcome: .refused))
                        status.givenUpCount += 1
                    } else {
                        core.hooks.deliver(message.publication, message.receipt)
                    }
                }
            }
        } catch { fail(error) }
        if retryAt != nil, store?.last ?? window.last <= window.last { passOn() }
    }

    /// Somebody else speaks: what was decided so far is marked, and thrown away when its turn comes.
    mutating func giveWay() {
        status.givenUpCount += UInt64(waiting.giveWay(core.hooks.isAnothers))
        givenUpTo = store?.last ?? window.last
    }

    private mutating func nextMessages() throws(LedgerError) -> [SavedMessage]? {
        guard let last = store?.last, last > window.last else { return nil }
        if let first = fresh.first, first.receipt.number == window.last.number + 1 {
            defer { fresh.removeAll(keepingCapacity: true) }
            return fresh
        }
        return try store?.messages(after: window.last, limit: min(window.room, pacing.groupSize))
    }

    /// The disk takes nothing, and all that is on it is handed over: what waits goes on its way unsaved.
    private mutating func passOn() {
        for entry in waiting.takeMessages() {
            if let publication = entry.publication { core.hooks.deliver(publication, nil) }
        }
    }

    /// The clock is known now: what was dated by a wrong one, and has not left, is dated right.
    mutating func correctDates(by offset: Interval) {
        var place = window.last
        do throws(LedgerError) {
            while let messages = try store?.messages(after: place, limit: pacing.groupSize), let end = messages.last {
                try store?.begin()
                for message in messages where message.dating == .provisional {
                    let correction = offset - .nanoseconds(message.offset)
                    let payload = core.hooks.redate(message.publication.payload, correction)
                    try store?.correct(message.receipt, payload: payload)
                }
                try store?.commit()
                place = end.receipt
            }
            hasProvisionalDates = false
            fresh.removeAll()
        } catch { fail(error) }
    }
}
