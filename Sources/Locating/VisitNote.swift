public import Presence
public import Privacy
public import Timekeeping

/// What the locator tells the boxes that may take over from it about a visit: enough to go on with it.
///
/// It holds a tag, so it goes to an internal topic, and the broker does not keep it.
public struct VisitNote: Equatable, Sendable {
    /// The visit as the outside knows it.
    public var visit: VisitIdentifier
    /// The device's tag under the present epoch's key.
    public var tag: Tag
    /// When the visit started.
    public var startedAt: WallTime
    /// The last scan of the device.
    public var lastSeenAt: WallTime

    /// A note of these parts.
    public init(visit: VisitIdentifier, tag: Tag, startedAt: WallTime, lastSeenAt: WallTime) {
        self.visit = visit
        self.tag = tag
        self.startedAt = startedAt
        self.lastSeenAt = lastSeenAt
    }
}

/// Notes of one message.
public struct VisitNotes: Equatable, Sendable {
    /// Whether these are all the visits that go on.
    public var isWhole: Bool
    /// The notes.
    public var notes: [VisitNote]

    /// Notes of these parts.
    public init(isWhole: Bool, notes: [VisitNote]) {
        self.isWhole = isWhole
        self.notes = notes
    }

    /// The most notes of one message.
    public static let most = 16_384
}
