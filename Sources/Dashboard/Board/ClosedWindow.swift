import Fleet
import Timekeeping

/// What a closed window of a zone amounts to, as far as a time line shows it.
struct ClosedWindow: Equatable, Sendable {
    /// Whether the sensors heard.
    enum Coverage: String, CaseIterable, Sendable { case full, degraded, unknown }

    let from: WallTime
    let lengthSeconds: Int
    let people: PublishedZone.Figure?
    let visitors: Int32?
    let entries: Int32?
    let medianSeconds: Int32?
    let ninetiethSeconds: Int32?
    let coverage: Coverage
    let isWithheld: Bool

    /// Reads a footfall message; `nil` when it is none.
    init?(_ document: DocumentValue) {
        guard let window = document.value("window"), let from = window.instant("from"),
            let length = window.number("lengthSeconds"), Self.lengths[length] != nil,
            let coverage = document.text("coverage").flatMap(Coverage.init)
        else { return nil }
        self.from = from
        lengthSeconds = length
        people = PublishedZone.Figure(document.value("people"))
        visitors = document.count("visitors")
        entries = document.count("entries")
        let dwell = document.value("dwellSeconds")
        medianSeconds = dwell?.count("median")
        ninetiethSeconds = dwell?.count("p90")
        self.coverage = coverage
        isWithheld = document.text("suppressed") != nil
    }

    /// How many windows of a length are kept: two days of quarters, nine days of hours, five weeks of days.
    static let lengths = [60: 60, 900: 192, 3_600: 216, 86_400: 35]

    /// `[from, estimate, low, high, visitors, entries, median, p90, coverage, withheld]`: a row for the page.
    var row: DocumentValue {
        func number(_ value: (some BinaryInteger)?) -> DocumentValue {
            DocumentValue(value.map { .integer(Int($0)) } ?? .null)
        }
        return .list([
            DocumentValue(.integer(Int(from.nanoseconds / 1_000_000))), number(people?.estimate), number(people?.low),
            number(people?.high), number(visitors), number(entries), number(medianSeconds), number(ninetiethSeconds),
            .text(coverage.rawValue), DocumentValue(.boolean(isWithheld)),
        ])
    }
}
