import Fleet
import Timekeeping

/// The last things that happened, for people to read.
struct EventLog: Equatable, Sendable {
    /// A line of the log.
    struct Entry: Equatable, Sendable {
        /// What it is about.
        enum Kind: String, Sendable { case level, visit, offer, sensor, alert, configuration, counter }

        var number: Int
        var at: WallTime
        var kind: Kind
        /// The zone, sensor or counter.
        var about: String
        var text: String

        var document: DocumentValue {
            .members([
                "number": DocumentValue(.integer(number)), "at": .text(at.rfc3339), "kind": .text(kind.rawValue),
                "about": .text(about), "text": .text(text),
            ])
        }
    }

    private(set) var entries: [Entry] = []
    private var written = 0

    /// Writes a line, and gives it back with its number.
    mutating func note(_ kind: Entry.Kind, about: String, _ text: String, at time: WallTime) -> Entry {
        written += 1
        let entry = Entry(
            number: written, at: time, kind: kind, about: about, text: String(text.prefix(Self.mostCharacters)))
        entries.append(entry)
        if entries.count > Self.mostEntries { entries.removeFirst(entries.count - Self.mostEntries) }
        return entry
    }

    private static let mostEntries = 200
    private static let mostCharacters = 300
}
