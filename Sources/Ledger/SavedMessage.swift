import Timekeeping
import Uplink

/// A message as the database has it.
struct SavedMessage: Equatable {
    /// How far its times can be trusted.
    enum Dating: Int64 {
        /// They are as they should be.
        case right = 0
        /// They are by a clock that may be corrected yet.
        case provisional = 1
        /// They are by a clock of which nothing more will be learnt.
        case doubtful = 2
    }

    var receipt: Receipt
    var publication: Publication
    var decidedAt: WallTime
    var dating: Dating
    /// The wall clock at the machine's start, as the clock of that time had it, in ns.
    var offset: Int64

    /// What it counts against the bound of the window.
    var byteCount: Int { publication.topic.utf8.count + publication.payload.count }
}

extension Publication {
    /// Quality of service and retention in one number.
    var flags: Int64 { Int64(quality.rawValue) | (isRetained ? 2 : 0) }

    /// A message from the columns of the database.
    init?(topic: String, payload: [UInt8], importance: Int64, flags: Int64) {
        guard let importance = UInt8(exactly: importance).flatMap(Importance.init(rawValue:)), (0...3).contains(flags)
        else { return nil }
        self.init(
            topic: topic, payload: payload, quality: flags & 1 == 0 ? .atMostOnce : .atLeastOnce,
            isRetained: flags & 2 != 0, importance: importance)
    }
}
