public import Counting
import Fleet

extension ClassTable {
    /// One JSON object: origin, the last number of scans of each row but the last, and the rows.
    public var json: String {
        let rows = rows.map { row in DocumentValue(.array(row.map { DocumentValue(.number($0)) })) }
        let document = DocumentValue(
            .object([
                DocumentMember("origin", DocumentValue(.string(origin))),
                DocumentMember("scans", DocumentValue(.array(Self.upperBounds.map { DocumentValue(.integer($0)) }))),
                DocumentMember("rows", DocumentValue(.array(rows))),
            ]))
        return String(decoding: document.json(), as: UTF8.self)
    }

    /// Reads what ``json`` says.
    public init(json bytes: [UInt8]) throws(CSVProblem) {
        let document: DocumentValue
        do throws(InvalidConfiguration) { document = try DocumentValue(reading: bytes, as: .json) } catch {
            let first = error.problems.first
            throw CSVProblem(line: first?.position?.line ?? 1, message: first?.message ?? "no JSON")
        }
        guard document.elements("scans").compactMap(\.double) == Self.upperBounds.map(Double.init),
            let origin = document.text("origin"),
            let table = Self(origin: origin, rows: document.elements("rows").map(\.doubles))
        else {
            throw CSVProblem(
                line: 1,
                message: "no class table: origin, scans \(Self.upperBounds) and \(Self.upperBounds.count + 1) rows of "
                    + "one to six numbers from 0 to 40 (make one with --learn)")
        }
        self = table
    }
}

extension DocumentValue {
    /// The numbers of an array; none when there is anything else.
    fileprivate var doubles: [Double] {
        guard case .array(let values) = content else { return [] }
        let numbers = values.compactMap(\.double)
        return numbers.count == values.count ? numbers : []
    }
}
