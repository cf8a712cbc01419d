import Testing

@testable import Evaluation

struct CSVTableTests {
    @Test func `columns may stand in any order, with others between, and lines may end either way`() throws {
        let text = "\u{FEFF}b, x ,a\r\n1,no,2\r\n\r\n 3 ,no,4.5"
        let table = try CSVTable(Array(text.utf8), columns: ["a", "b", "c"], required: 2)
        var rows: [[Double?]] = []
        try table.forEachRow { (row) throws(CSVProblem) in
            rows.append(
                [try row.number(0, in: 0...9), try row.number(1, in: 0...9), try row.numberIfAny(2, in: 0...9)])
        }
        #expect(rows == [[2, 1, nil], [4.5, 3, nil]])
    }

    @Test func `what is wrong is told with its line`() {
        let cases = [
            ("a\n1", "line 1: no column is called b (begin with a line: a,b)"),
            ("", "line 1: no column is called a (begin with a line: a,b)"),
            ("a,b\n1,2\n3", "line 3: 1 fields, but 2 columns"),
            ("a,b\n\n1,", "line 3: no b"),
            ("a,b\n1,two", "line 2: b is two, no number from 0.0 to 9.0"),
            ("a,b\n1,10", "line 2: b is 10, no number from 0.0 to 9.0"),
            ("a,b\n1,nan", "line 2: b is nan, no number from 0.0 to 9.0"),
            ("a,b\n1,\u{1B}[2J", "line 2: b is [2J, no number from 0.0 to 9.0"),
            ("a,b\n" + String(repeating: "1", count: 5_000), "line 2: more than 4096 bytes (is this a table at all?)"),
        ]
        for (text, message) in cases {
            #expect {
                let table = try CSVTable(Array(text.utf8), columns: ["a", "b"], required: 2)
                try table.forEachRow { (row) throws(CSVProblem) in _ = try row.number(1, in: 0...9) }
            } throws: {
                "\($0)" == message
            }
        }
    }

    @Test func `figures are rounded half away from zero and keep their zeros`() {
        #expect(fixed(2.345, 2) == "2.35" || fixed(2.345, 2) == "2.34")  // 2.345 is no binary fraction
        #expect(fixed(0.05, 2) == "0.05")
        #expect(fixed(-0.5, 0) == "-1")
        #expect(fixed(-0.001, 2) == "0.00")
        #expect(fixed(12, 3) == "12.000")
        #expect(fixed(.infinity, 1) == "-")
    }
}
