import Privacy
import Timekeeping

/// The life of visits.
extension PresenceTracker {
    /// A scan of a device: it may begin a visit, prolong, resume or move one.
    ///
    /// - Parameter zones: The probability of each zone; empty when one sensor alone heard it.
    mutating func follow(
        _ place: Int, startsScan: Bool, zones: [Double], at time: WallTime,
        using generator: inout some RandomNumberGenerator
    ) {
        let device = devices.entries[place]
        if device.visit >= 0 {
            if model.isClearlyOutside(device.scanLevels) { return }
            let resumes = visits[device.visit].heard(
                startsScan: startsScan, levels: device.scanLevels, zone: device.zone, at: time,
                deafTime: deafness[Int(device.zone)].pastTime)
            if resumes { publish(.resumed, device.visit, at: time) }
            if !zones.isEmpty, settle(device.visit, zones) { publish(.moved, device.visit, at: time) }
        } else if device.isStable, device.hasEntered(model) {
            start(place, zones: zones, using: &generator)
        }
    }

    private mutating func start(_ place: Int, zones: [Double], using generator: inout some RandomNumberGenerator) {
        let device = devices.entries[place]
        let visit = Visit(
            identifier: VisitIdentifier(using: &generator), startedAt: device.firstInside,
            lastInside: device.lastHeard, scans: Int(device.insideScans), levels: device.scanLevels, zone: device.zone,
            deafTime: deafness[Int(device.zone)].pastTime)
        let slot = visits.add(visit, device: place, reviewAt: device.lastHeard + rules.idleAfter)
        devices.entries[place].visit = slot
        if !zones.isEmpty { _ = settle(slot, zones) }
        tally.visitStarted(zone: Int(device.zone), isRandomised: device.isRandomised)
        publish(.started, slot, at: visit.startedAt)
    }

    /// Notes where a visit is; answers whether it is in another zone now. It stays where it was until another zone is
    /// sure enough: a scan that tells little moves nobody.
    private mutating func settle(_ slot: Int32, _ probabilities: [Double]) -> Bool {
        visits.setProbabilities(probabilities, of: slot)
        guard
            let zone = probabilities.firstIndex(where: { $0 >= Visit.zoneProbability }), zones[zone] == .inside
        else { return false }
        return visits[slot].enters(zone)
    }

    /// The second has come to look at a visit: it may be idle, or over. Answers when to look again.
    mutating func review(_ place: Int32, at time: WallTime) -> WallTime {
        let visit = visits[place]
        let silence = visit.silence(at: time, deafTime: deafness[Int(visit.heardIn)].time(at: time))
        if silence >= rules.endAfter {
            let device = visits.device(of: place)
            let isHeardOutside = devices.entries[device].lastHeard > visit.lastInside
            end(device, reason: isHeardOutside ? .movedOutside : .absent, at: time)
        } else if silence >= rules.idleAfter, visit.state == .present {
            visits[place].becomeIdle()
            publish(.idle, place, at: time)
        }
        return time + ((silence >= rules.idleAfter ? rules.endAfter : rules.idleAfter) - silence)
    }

    mutating func end(_ place: Int, reason: VisitEvent.EndReason, at time: WallTime) {
        let slot = devices.entries[place].visit
        guard slot >= 0 else { return }
        let visit = visits[slot]
        // What is cut short by a stop or by a full table did not end later than that.
        let end = max(visit.lastInside, min(visit.lastInside + visit.meanGap / 2, time))
        publish(.ended(reason), slot, at: end)
        tally.visitEnded(visits.summary(slot, rules: rules, model: model), zone: Int(visit.heardIn))
        visits.end(slot)
        devices.entries[place].visitEnded()
    }

    private mutating func publish(_ kind: VisitEvent.Kind, _ slot: Int32, at time: WallTime) {
        var summary = visits.summary(slot, rules: rules, model: model)
        let consent = devices.entries[visits.device(of: slot)].consent
        summary.consent = consent == 0 ? nil : ConsentHandle(number: consent)
        events.append(VisitEvent(kind: kind, time: time, visit: summary))
    }
}
