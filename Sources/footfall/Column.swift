/// Columns of text.
enum Column {
    /// The text with spaces up to `width` characters.
    static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(width - text.count, 0))
    }

    /// Rows as lines, each column as wide as its widest cell.
    static func table(_ rows: [[String]]) -> String {
        let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = row.enumerated().map { $0 == row.count - 1 ? $1 : padded($1, widths[$0]) }
            return cells.joined(separator: "  ")
        }
        .joined(separator: "\n")
    }
}
