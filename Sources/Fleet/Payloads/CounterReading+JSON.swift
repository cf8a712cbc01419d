public import Counting
public import Timekeeping

extension CounterReading {
    /// Reads what a counter published on its topic: `{"at":…,"window":…,"in":…,"out":…}` or `{"at":…,"occupancy":…}`.
    ///
    /// Further members are ignored. Without `at`, or with one that is not of RFC 3339 in UTC, the reading is of `time`,
    /// when it came; one from the future or of more than 20 minutes ago is refused, as is a number below 0 or above
    /// 100,000.
    ///
    /// - Parameters:
    ///   - counter: The identifier of the counter, from its topic.
    ///   - time: When the message came.
    public init?(reading payload: [UInt8], of counter: String, at time: WallTime) {
        guard let document = try? DocumentValue(reading: payload, as: .json),
            case .object(let members) = document.content
        else { return nil }
        var numbers: [String: Int] = [:]
        var readAt = time
        for member in members {
            switch (member.key, member.value.content) {
            case ("in", .integer(let value)), ("out", .integer(let value)), ("occupancy", .integer(let value)):
                guard (0...Self.largestCount).contains(value) else { return nil }
                numbers[member.key] = value
            case ("in", _), ("out", _), ("occupancy", _): return nil
            case ("at", .string(let text)): readAt = Self.instant(text) ?? time
            default: break
            }
        }
        guard !numbers.isEmpty, readAt <= time + .minutes(1), time - readAt <= .minutes(20) else { return nil }
        self.init(
            counter: counter, time: min(readAt, time), occupancy: numbers["occupancy"], entries: numbers["in"] ?? 0,
            exits: numbers["out"] ?? 0)
    }

    /// What a counter publishes.
    public var json: [UInt8] {
        var text = JSONText(capacity: 96)
        text.object { text in
            text.member("at", time)
            if let occupancy {
                text.member("occupancy", occupancy)
            } else {
                text.member("in", entries)
                text.member("out", exits)
            }
        }
        return text.bytes
    }

    /// More than that no counter counts in 20 minutes.
    static let largestCount = 100_000

    private static func instant(_ text: String) -> WallTime? {
        WallTime(rfc3339: text)
    }
}
