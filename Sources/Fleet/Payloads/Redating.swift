public import Timekeeping

/// Puts right what was dated by a wrong clock.
public enum Redating {
    /// The payload with all its times moved, and saying that its clock is right.
    ///
    /// A time is what stands in quotation marks in the one form that this room writes, `2026-01-31T23:59:59.123Z`.
    /// Identifiers stay as they are: the event is the same.
    public static func moved(_ payload: [UInt8], by correction: Interval) -> [UInt8] {
        var moved = payload
        var place = 0
        while place + textLength + 1 < moved.count {
            defer { place += 1 }
            guard moved[place] == quote, moved[place + textLength + 1] == quote,
                let time = WallTime(rfc3339: Array(moved[(place + 1)...(place + textLength)]))
            else { continue }
            let text = (time + correction).rfc3339Bytes
            for index in text.indices { moved[place + 1 + index] = text[index] }
            place += textLength + 1
        }
        guard let found = moved.firstRange(of: doubt) else { return moved }
        moved.replaceSubrange(found, with: certainty)
        return moved
    }

    private static let textLength = 24
    private static let quote = UInt8(ascii: "\"")
    private static let doubt = Array(#""clock":"unsynchronised""#.utf8)
    private static let certainty = Array(#""clock":"synchronised""#.utf8)
}
