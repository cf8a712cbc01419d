import Timekeeping

/// A publication that waits, with its place in the order of submission.
struct QueuedPublication: Equatable, Sendable {
    var ticket: Ticket
    var publication: Publication
    var submittedAt: Uptime
    /// The ledger's name for it; nil when it is nowhere but here.
    var receipt: Receipt?

    /// What it counts against the byte bound.
    var byteCount: Int { publication.topic.utf8.count + publication.payload.count }
}
