/// A line of the table: cells of text, each with a meaning that may have a colour.
struct WatchLine {
    /// What a cell means.
    enum Tone: String {
        case plain = ""
        /// A heading.
        case heading = "1"
        /// Withheld, or not known.
        case faint = "2"
        /// To be looked at.
        case warning = "33"
        /// Wrong.
        case bad = "31;1"
    }

    private var cells: [(text: String, width: Int, tone: Tone)] = []

    /// A line without cells.
    init() {}

    /// A line that is a heading.
    static func heading(_ cells: [(String, Int)]) -> Self {
        var line = Self()
        for (text, width) in cells { line.add(text, width, .heading) }
        return line
    }

    /// Adds a cell of so many columns and one more between. What came from the broker can be anything: what is no plain
    /// text is shown as a question mark, so that nobody paints on the terminal of another.
    mutating func add(_ text: String, _ width: Int, _ tone: Tone = .plain) {
        let plain = String(text.unicodeScalars.map { Self.isPlain($0) ? Character($0) : "?" })
        let fitting = plain.count > width ? plain.prefix(max(width - 1, 0)) + "…" : plain[...]
        cells.append((String(fitting), width, tone))
    }

    /// The line, cut to so many columns.
    func text(columns: Int?, isColoured: Bool) -> String {
        var (text, left) = ("", columns ?? .max)
        for (index, cell) in cells.enumerated() where left > 0 {
            let isLast = index == cells.count - 1
            let padded = String((isLast ? cell.text : Column.padded(cell.text, cell.width) + " ").prefix(left))
            left -= padded.count
            text += isColoured && cell.tone != .plain ? "\u{1B}[\(cell.tone.rawValue)m\(padded)\u{1B}[0m" : padded
        }
        return text
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        // Wide and combining characters would shift the columns: identifiers have none.
        (0x20...0x7E).contains(scalar.value) || "–±…µ".unicodeScalars.contains(scalar)
    }
}
