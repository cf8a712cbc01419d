public import Timekeeping

/// Something that is wrong now.
public struct Alert: Equatable, Sendable {
    /// What is wrong, as programs know it.
    public enum Kind: String, Equatable, Sendable, CaseIterable {
        /// The adapter is gone.
        case radioMissing = "radio-missing"
        /// The adapter is there and hears nothing, or cannot be set up.
        case radioDeaf = "radio-deaf"
        /// The adapter listens on another channel than it was told.
        case channelStuck = "channel-stuck"
        /// Messages were dropped.
        case outboxDropping = "outbox-dropping"
        /// Events are not kept on the disk, or the ones that were kept are lost.
        case storageFailing = "storage-failing"
        /// More devices than the tables hold: counts are too low.
        case frameFlood = "frame-flood"
        /// The clock was never set.
        case clockUnsynchronised = "clock-unsynchronised"
        /// A pushed configuration was tried and taken back.
        case configurationRolledBack = "configuration-rolled-back"
        /// A pushed configuration was refused that nobody with a key had signed, or that would have weakened privacy.
        case configurationRefused = "configuration-refused"
        /// There is no key for the present epoch: nothing is sighted.
        case keyMissing = "key-missing"
        /// What the sensors of the site hear has changed by more than a night can bring: walls, or several sensors.
        case calibrationDrift = "calibration-drift"
        /// A sensor of the site was moved or covered, or has lost its antenna.
        case sensorChanged = "sensor-changed"
        /// The connection to a broker that is not on this box is not encrypted.
        case plaintext
    }

    /// What is wrong.
    public var kind: Kind
    /// Since when.
    public var since: WallTime
    /// What it means and what to do, for a person.
    public var message: String

    /// An alert of these parts.
    public init(_ kind: Kind, since: WallTime, message: String) {
        self.kind = kind
        self.since = since
        self.message = message
    }

    /// `…/alert`: the set of what is wrong, possibly nothing.
    static func json(_ alerts: [Alert]) -> [UInt8] {
        var text = JSONText(capacity: 256)
        text.object { text in
            text.array("alerts", alerts) { text, alert in
                text.member("alert", alert.kind.rawValue)
                text.member("since", alert.since)
                text.member("message", alert.message)
            }
        }
        return text.bytes
    }
}
