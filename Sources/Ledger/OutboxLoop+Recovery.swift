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
    }

    /// The time to try again has come.
    mutating func tryAgain(at now: Uptime) {
        retryAt = nil
        if store == nil { open(at: now) { _ in } }
    }

    /// Something did not work. The database is closed, unless the disk is only full: then it can still be read.
    mutating func fail(_ error: LedgerError) {
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
        if status.trouble != error {
            status.trouble = error
            core.hooks.onTrouble(error)
        }
        guard error.kind == .damaged else { return }
        setAside()
        open(at: MonotonicClock.now) { _ in }
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
            opened.goOn(after: window.last)
            let restoration = try takeOver(&opened)
            store = consume opened
            retryAt = nil
            tell(restoration)
        } catch {
            let isFirst = !status.hasLostDatabase
            fail(error)
            if error.kind == .damaged, isFirst, store != nil { tell(restorationAfterLoss()) }
        }
    }

    private mutating func restorationAfterLoss() -> Restoration {
        var restoration = Restoration()
        restoration.sequence = sequence
        restoration.unsentCount = store?.counts.total ?? 0
        return restoration
    }

    /// Ends the visits that were going on, in one transaction with the numbers of their ends.
    private mutating func takeOver(_ opened: inout OutboxStore) throws(LedgerError) -> Restoration {
        try opened.begin()
        let boot = MachineStart.identifier
        if try opened.value(of: .boot) != boot { try opened.forgetProvisionalDates() }
        try opened.keep(boot, as: .boot)
        let before = Int(try opened.value(of: .sequence))
        // While the agent runs, its visits are its own affair.
        let ends = status.commitCount == 0 && sequence == 0
        let after = ends ? try opened.releaseTestaments(after: before, at: .now, number: core.hooks.number) : before
        sequence = max(sequence, after)
        try opened.keep(Int64(sequence), as: .sequence)
        try opened.commit()
        hasProvisionalDates = try opened.hasProvisionalDates()
        var restoration = Restoration()
        restoration.sequence = sequence
        restoration.unsentCount = opened.counts.total
        restoration.endedVisits = after - before
        let latest = try opened.value(of: .latest)
        restoration.latest = latest == 0 ? nil : WallTime(nanoseconds: latest)
        return restoration
    }

    /// Renames a damaged database, so that a person can look at it; the one before is gone then.
    private mutating func setAside() {
        status.hasLostDatabase = true
        let path = core.settings.path
        for suffix in ["", "-wal"] { _ = unsafe rename(path + suffix, path + ".damaged" + suffix) }
        if unsafe access(path, F_OK) == 0 { _ = unsafe unlink(path) }
    }

    private func makeDirectory() throws(LedgerError) {
        let directory = core.settings.directory
        guard unsafe mkdir(directory, 0o700) != 0, errno != EEXIST else { return }
        throw LedgerError(systemError: errno, operation: "create", object: directory)
    }
}

extension WallTime {
    /// The wall clock's present, right or wrong.
    fileprivate static var now: WallTime {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return WallTime(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }
}
