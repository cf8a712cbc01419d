import Fleet
import Logging
import Timekeeping

/// What the agent does when its clock turns out to have been wrong, and what it keeps in case it dies.
extension Sensor {
    /// Looks at the wall clock. Where it was set, all that goes on ends by the old clock and begins anew by the new one.
    func watchClock(at now: Uptime) {
        if broker.clockWasSet(at: now) {
            log.notice("clock was set", metadata: ["quality": "\(broker.clock.quality.rawValue)"])
            pipeline.clockWasSet(at: lastPresent)
            publish()
            pipeline.beginAnew(at: time.now)
            correspondence.clockWasSet(from: lastPresent, to: time.now, pipeline: &pipeline, publish: sender)
            nextNoteAt = now
            lastNotedAt = time.now
        }
        broker.lookAtClock(at: now)
        lastPresent = time.now
    }

    /// Keeps what would have to be said of each visit that goes on, each minute.
    func noteVisits(at time: WallTime, now: Uptime) {
        guard broker.isDurable, now >= nextNoteAt else { return }
        nextNoteAt = now + .minutes(1)
        broker.note(pipeline.visitMarks(heardAfter: lastNotedAt, clock: broker.clock.quality))
        lastNotedAt = time
    }
}
