/// A table in a text: the first line names the columns, each further line is a row.
///
/// Fields are separated by commas and have no quotes; columns may stand in any order and there may be more than are
/// asked for; empty lines, blanks around a field, a byte order mark and either line end are allowed.
struct CSVTable {
    private let bytes: ArraySlice<UInt8>
    private let columns: [String]
    /// Where each wanted column stands in a line.
    private let places: [Int?]
    private let width: Int

    /// The table in `bytes`, with the columns that are wanted. Those behind the first `required` may be missing.
    init(_ bytes: [UInt8], columns: [String], required: Int) throws(CSVProblem) {
        let text = bytes.starts(with: byteOrderMark) ? bytes.dropFirst(byteOrderMark.count) : bytes[...]
        let header = text.prefix { $0 != newline }
        let names = try Self.fields(of: header, line: 1)
        places = columns.map { names.firstIndex(of: $0) }
        for (index, name) in columns.enumerated() where index < required && places[index] == nil {
            throw CSVProblem(
                line: 1, message: "no column is called \(name) (begin with a line: \(columns.joined(separator: ",")))")
        }
        self.bytes = text.dropFirst(header.count + 1)
        self.columns = columns
        width = names.count
    }

    /// Gives each row to `body`.
    func forEachRow(_ body: (CSVRow) throws(CSVProblem) -> Void) throws(CSVProblem) {
        var rest = bytes
        var line = 1
        while !rest.isEmpty {
            let text = rest.prefix { $0 != newline }
            rest = rest.dropFirst(text.count + 1)
            line += 1
            let fields = try Self.fields(of: text, line: line)
            if fields == [""] { continue }
            guard fields.count == width else {
                throw CSVProblem(line: line, message: "\(fields.count) fields, but \(width) columns")
            }
            try body(CSVRow(line: line, columns: columns, fields: places.map { $0.map { fields[$0] } }))
        }
    }

    private static func fields(of text: ArraySlice<UInt8>, line: Int) throws(CSVProblem) -> [String] {
        guard text.count <= longestLine else {
            throw CSVProblem(line: line, message: "more than \(longestLine) bytes (is this a table at all?)")
        }
        return text.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map { field in
            let start = field.drop(while: isBlank)
            let end = start.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? start.startIndex
            return String(decoding: start[start.startIndex..<end], as: UTF8.self)
        }
    }
}

/// A line of a table: the wanted columns in the order in which they were asked for.
struct CSVRow {
    /// Its number in the text, from 1.
    let line: Int
    fileprivate let columns: [String]
    fileprivate let fields: [String?]

    /// The text of a column that there is, at least one character.
    func text(_ column: Int) throws(CSVProblem) -> String {
        guard let text = fields[column], !text.isEmpty else {
            throw CSVProblem(line: line, message: "no \(columns[column])")
        }
        return text
    }

    /// The number in a column that there is.
    func number(_ column: Int, in range: ClosedRange<Double>) throws(CSVProblem) -> Double {
        let text = try text(column)
        guard let number = Double(text), range.contains(number) else {
            throw CSVProblem(
                line: line,
                message: "\(columns[column]) is \(Self.shown(text)), no number from \(range.lowerBound) to "
                    + "\(range.upperBound)")
        }
        return number
    }

    /// The number in a column that may be missing or empty.
    func numberIfAny(_ column: Int, in range: ClosedRange<Double>) throws(CSVProblem) -> Double? {
        guard let text = fields[column], !text.isEmpty else { return nil }
        return try number(column, in: range)
    }

    /// The beginning of a field, as far as it can be shown on a terminal.
    static func shown(_ text: String) -> String {
        let start = text.unicodeScalars.prefix(24).filter { (0x20..<0x7F).contains($0.value) }
        return start.reduce(into: "") { $0.unicodeScalars.append($1) }
    }
}

private func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
}

private let newline = UInt8(ascii: "\n")
private let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
private let longestLine = 4_096
