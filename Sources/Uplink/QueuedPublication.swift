import Timekeeping

/// A publication that waits, with its place in the order of submission.
struct QueuedPublication: Equatable, Sendable {
    var ticket: Ticket
    var publication: Publication
    var submittedAt: Uptime

    /// What it counts against the byte bound.
    var byteCount: Int { publication.topic.utf8.count + publication.payload.count }
}
