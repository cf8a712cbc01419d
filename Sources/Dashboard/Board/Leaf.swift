import Fleet
import Timekeeping

/// A message as the board keeps it: what it says, written anew, and of when that is.
struct Leaf: Equatable, Sendable {
    let document: [UInt8]
    let heardAt: WallTime

    /// A message that came at `time`. One that the broker had kept is as old as it says.
    init(_ document: DocumentValue, saidAt: WallTime?, isRetained: Bool, at time: WallTime) {
        self.document = document.json()
        heardAt = isRetained ? min(saidAt ?? time, time) : time
    }

    /// `{"heardAt":…,"value":…}`
    var json: [UInt8] {
        Array(#"{"heardAt":""#.utf8) + Array(heardAt.rfc3339.utf8) + Array(#"","value":"#.utf8) + document
            + [UInt8(ascii: "}")]
    }
}
