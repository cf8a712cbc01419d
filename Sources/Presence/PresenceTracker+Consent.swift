public import Privacy
public import Timekeeping

/// Visits of people who agreed.
extension PresenceTracker {
    /// Notes whose consent a device carries now. It is followed from its first scan on, whatever its address is like.
    mutating func note(_ consent: ConsentHandle?, of place: Int) {
        devices.entries[place].consent = consent?.number ?? 0
    }

    /// Whether the visits of a device are followed: all that can be, or those of people who agreed.
    func follows(_ place: Int) -> Bool { followsVisits || devices.entries[place].consent != 0 }

    /// A consent has ended: the visit ends, and nothing of its device is kept.
    public mutating func consentEnded(_ consent: ConsentHandle, at time: WallTime) {
        for place in devices.entries.indices
        where devices.entries[place].isTaken && devices.entries[place].consent == consent.number {
            end(place, reason: .revoked, at: time)
            forget(place)
        }
    }
}

extension SiteObserver {
    /// A consent has ended: the visit ends, and nothing of its device is kept.
    public mutating func consentEnded(_ consent: ConsentHandle, at time: WallTime) {
        endConsent { $0.consentEnded(consent, at: time) }
    }
}
