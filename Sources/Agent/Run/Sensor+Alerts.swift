import Broker
import Fleet
import Presence
import Timekeeping
import Uplink

/// A cause of an alert, whether it is there, and what to say of it.
typealias AlertCause = (kind: Alert.Kind, isThere: Bool, message: String)

/// Alerts that follow from how the agent does: each is raised while its cause lasts, and taken back after.
extension Sensor {
    /// Looks at the causes. `dropped` is how many messages were dropped since the start.
    func updateAlerts(dropped: UInt64, at time: WallTime) {
        let causes: [AlertCause] = [
            (
                .outboxDropping, dropped > droppedBefore,
                "messages are being dropped: the broker is away for too long (see the outbox in the health report)"
            ),
            (
                .frameFlood, pipeline.observer.isFlooded,
                "more addresses are on the air than phones can have: counts are unsure (is somebody flooding the channel?)"
            ),
            (
                .keyMissing, pipeline.isKeyMissing,
                "the site's locator has announced no key to this box: nobody is sensed (does the site document name its keys?)"
            ),
            (
                .storageFailing, broker.trouble != nil, broker.trouble ?? ""
            ),
            (
                .clockUnsynchronised, broker.clock.quality == .unsynchronised,
                "no time service keeps the clock right: times may be wrong (is systemd-timesyncd or chrony running?)"
            ),
        ]
        droppedBefore = dropped
        var hasChanged = false
        for cause in causes + correspondence.alertCauses {
            let changes =
                cause.isThere ? alerts.raise(cause.kind, at: time, cause.message) : alerts.clear(cause.kind)
            hasChanged = hasChanged || changes
        }
        if hasChanged { publishAlerts() }
    }

    /// Says what is wrong.
    func publishAlerts() { broker.submit(pipeline.composer.alert(alerts.active)) }
}
