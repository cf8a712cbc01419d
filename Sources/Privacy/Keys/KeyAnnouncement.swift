public import Timekeeping

/// What a site's locator tells its sensors ahead of each epoch: how to make the next key, sealed to each of them.
///
/// It is kept at the broker, where it tells nobody anything who has no private key of an enrolled box.
public struct KeyAnnouncement: Equatable, Sendable {
    /// The epoch in which it was made: it names this epoch's key or the step to the next one.
    public var epoch: Int64
    /// How long an epoch lasts.
    public var epochLength: Interval
    /// When it was made, to the millisecond; of two announcements the later one counts.
    public var issuedAt: WallTime
    /// The life of the locator: steps lead from keys of the same life only.
    public var chain: UInt64
    /// What is for each sensor.
    public var copies: [Copy]
    /// The locator's signature (Ed25519) over all of this and the site.
    public var signature: [UInt8]

    /// What is for one sensor.
    public struct Copy: Equatable, Sendable {
        /// The sensor's identifier.
        public var sensor: String
        /// What is sealed.
        public var form: Form
        /// The sealed octets (RFC 9180).
        public var sealed: [UInt8]

        /// A copy of these parts.
        public init(sensor: String, form: Form, sealed: [UInt8]) {
            self.sensor = sensor
            self.form = form
            self.sealed = sealed
        }
    }

    /// What is sealed in a copy.
    public enum Form: String, CaseIterable, Sendable {
        /// The random bytes of the step to the next key: no use to who does not have the present one.
        case step
        /// The present key with its step and the key of classes: for who was away, was restarted or is new.
        case key
    }

    /// An announcement of these parts.
    public init(
        epoch: Int64, epochLength: Interval, issuedAt: WallTime, chain: UInt64, copies: [Copy], signature: [UInt8]
    ) {
        self.epoch = epoch
        self.epochLength = epochLength
        self.issuedAt = issuedAt
        self.chain = chain
        self.copies = copies
        self.signature = signature
    }

    /// The most copies of an announcement that is read.
    public static let mostCopies = 1_024

    /// What the signature covers: each part with its length or of a fixed length, so that no two announcements are the
    /// same octets.
    func signedOctets(site: String) -> [UInt8] {
        var octets = Self.counted("footfall key announcement 1") + Self.counted(site)
        octets += epoch.bigEndianBytes + epochLength.nanoseconds.bigEndianBytes
        octets += issuedAt.nanoseconds.bigEndianBytes + chain.bigEndianBytes + UInt32(copies.count).bigEndianBytes
        for copy in copies {
            octets += Self.counted(copy.sensor) + Self.counted(copy.form.rawValue)
            octets += UInt32(copy.sealed.count).bigEndianBytes + copy.sealed
        }
        return octets
    }

    /// What a copy is sealed for: it opens for this sensor, this epoch and this announcement only.
    func purpose(site: String, sensor: String, form: Form) -> [UInt8] {
        Self.counted("footfall epoch key 1") + Self.counted(site) + Self.counted(sensor)
            + Self.counted(form.rawValue) + epoch.bigEndianBytes + issuedAt.nanoseconds.bigEndianBytes
            + chain.bigEndianBytes
    }

    private static func counted(_ text: String) -> [UInt8] {
        UInt32(text.utf8.count).bigEndianBytes + Array(text.utf8)
    }
}

/// Where the parts of a sealed copy lie.
enum KeyMaterial {
    /// The random bytes of the step: the whole of a copy of the form `step`.
    static let step = 0..<32
    /// The present key.
    static let key = 32..<64
    /// The key of classes.
    static let classes = 64..<80
}
