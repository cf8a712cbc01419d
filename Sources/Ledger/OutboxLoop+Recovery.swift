import Glibc
import Threading
import Timekeeping
import Uplink

/// How the ledger thread begins, and what it does when the disk fails.
extension OutboxLoop {
    /// Opens the database for the first time, and tells what was in it.
    mutating func restore() {
        var restoration = Restoration()
        open(at: MonotonicClock.now) { restoration = $0 }
        restoration.trouble = status.trouble
        core.restoration = restoration
        core.status = status
        hasBegun = true
    }

    /// The time to try again has come.
    mutating func tryAgain(at now: Uptime) {
        retryAt = nil
        guard store != nil else { return open(at: now) { _ in } }
        do throws(LedgerError) {
            try store?.begin()
            try store?.keep(Int64(sequence), as: .sequence)
            try store?.commit()
            settleTrouble()
        } catch { fail(error) }
    }

    /// Something did not work. The database is closed, unless the disk is only full: then it can still be read.
    mutating func fail(_ error: LedgerError) {
        note(error)
        if error.kind == .damaged { beginAnew { _ in } }
    }

    private mutating func note(_ error: LedgerError) {
        retryAt = MonotonicClock.now + core.settings.retryAfter
        fresh.removeAll()
        var isUsable = false
        if error.kind == .full {
            do throws(LedgerError) {
                try store?.rollBack()
                isUsable = true
            } catch {
                // It is closed.
            }
        }
        if !isUsable { store = nil }
        guard status.trouble != error else { return }
        status.trouble = error
        core.hooks.onTrouble(error)
    }

    /// The disk works.
    mutating func settleTrouble() {
        guard status.trouble != nil else { return }
        status.trouble = nil
        core.hooks.onTrouble(nil)
    }

    private mutating func open(at now: Uptime, _ tell: (Restoration) -> Void) {
        do throws(LedgerError) {
            try makeDirectory()
            var opened = try OutboxStore(path: core.settings.path)
            if rescues { _ = try Rescue.copy(from: core.settings.path + Self.damaged, into: &opened) }
            rescues = false
            opened.goOn(after: window.last)
            var restoration = try read(&opened)
            do throws(LedgerError) {
                try takeOver(&opened, &restoration)
                retryAt = nil
                settleTrouble()
            } catch {
                // A full disk can still be read.
                guard error.kind == .full else { throw error }
                try opened.rollBack()
                note(error)
            }
            hasProvisionalDates = try opened.hasProvisionalDates()
            store = consume opened
            tell(restoration)
        } catch {
            note(error)
            if error.kind == .damaged { beginAnew(tell) }
        }
    }

    /// What an earlier life of the agent had left.
    private mutating func read(_ opened: inout OutboxStore) throws(LedgerError) -> Restoration {
        var restoration = Restoration()
        sequence = max(sequence, Int(try opened.value(of: .sequence)))
        restoration.sequence = sequence
        restoration.unsentCount = opened.counts.total
        let latest = try opened.value(of: .latest)
        restoration.latest = latest == 0 ? nil : WallTime(nanoseconds: latest)
        return restoration
    }

    /// Sets the database aside and begins a new one; where that was tried a moment ago, the disk is given time.
    private mutating func beginAnew(_ tell: (Restoration) -> Void) {
        let now = MonotonicClock.now
        if let last = setAsideAt, now < last + Self.patience { return }
        setAsideAt = now
        setAside()
        open(at: now, tell)
    }

    /// Ends the visits that were going on, in one transaction with the numbers of their ends.
    private mutating func takeOver(
        _ opened: inout OutboxStore, _ restoration: inout Restoration
    ) throws(LedgerError) {
        try opened.begin()
        let boot = MachineStart.identifier
        if try opened.value(of: .boot) != boot { try opened.forgetProvisionalDates() }
        try opened.keep(boot, as: .boot)
        var last = sequence
        if !hasBegun {
            last = try opened.releaseTestaments(after: sequence, at: .now, number: core.hooks.number)
            try opened.keep(Int64(last), as: .sequence)
        }
        try opened.commit()
        restoration.endedVisits = last - sequence
        (sequence, restoration.sequence) = (last, last)
        restoration.unsentCount = opened.counts.total
    }

    /// Renames a damaged database, so that a person can look at it; the one before is gone then.
    private mutating func setAside() {
        status.hasLostDatabase = true
        rescues = true
        let path = core.settings.path
        for suffix in ["", "-wal"] {
            _ = unsafe unlink(path + Self.damaged + suffix)
            _ = unsafe rename(path + suffix, path + Self.damaged + suffix)
        }
    }

    private func makeDirectory() throws(LedgerError) {
        let directory = core.settings.directory
        guard unsafe mkdir(directory, 0o700) != 0, errno != EEXIST else { return }
        throw LedgerError(systemError: errno, operation: "create", object: directory)
    }

    private static let damaged = ".damaged"
    private static let patience = Interval.seconds(60)
}

extension WallTime {
    /// The wall clock's present, right or wrong.
    fileprivate static var now: WallTime {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return WallTime(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }
}
