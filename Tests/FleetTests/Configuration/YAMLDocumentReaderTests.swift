import Testing

@testable import Fleet

struct YAMLDocumentReaderTests {
    /// YAML 1.2.2 §10.3.2, tag resolution of the core schema, and example 10.9.
    @Test(
        arguments: [
            ("null", .null), ("Null", .null), ("NULL", .null), ("~", .null), ("true", .boolean(true)),
            ("True", .boolean(true)),
            ("FALSE", .boolean(false)), ("yes", .string("yes")), ("on", .string("on")), ("nULL", .string("nULL")),
            ("0", .integer(0)), ("-19", .integer(-19)), ("+12", .integer(12)), ("007", .integer(7)),
            ("0o7", .integer(7)),
            ("0o8", .string("0o8")), ("0x3A", .integer(58)), ("0x", .string("0x")), ("0x-1", .string("0x-1")),
            ("-0x1", .string("-0x1")), ("0b1", .string("0b1")), ("1_000", .string("1_000")),
            ("12:30:45", .string("12:30:45")),
            ("0.", .number(0)), ("-0.5", .number(-0.5)), (".5", .number(0.5)), ("+12e03", .number(12000)),
            ("-2E+05", .number(-200_000)), (".", .string(".")), ("-", .array([DocumentValue(.null)])),
            ("1e", .string("1e")),
            ("1.2.3", .string("1.2.3")), ("2001-01-01", .string("2001-01-01")), ("'12'", .string("12")),
            ("\"true\"", .string("true")), ("\"\"", .string("")), ("|\n  12\n", .string("12\n")),
            (">-\n  null\n", .string("null")),
            ("9223372036854775808", .number(9_223_372_036_854_775_808)), ("nan", .string("nan")),
            ("a b", .string("a b")),
        ] as [(String, DocumentValue.Content)])
    func `a scalar means what the core schema says`(text: String, content: DocumentValue.Content) throws {
        #expect(try DocumentValue(reading: Array(text.utf8), as: .yaml).content == content)
    }

    @Test(
        arguments: [
            ("", "has no content"), ("# nothing\n", "has no content"), ("---\n", nil),
            ("a: 1\n---\nb: 2\n", "second document"),
            ("a: &x 1\n", "anchor"), ("a: &x {}\n", "anchor"), ("a: &x []\n", "anchor"), ("&x a: 1\n", "anchor"),
            ("a: *x\n", "alias"), ("*x : 1\n", "alias"), ("a: !!str 1\n", "tag"), ("a: ! 1\n", "tag"),
            ("!x {}\n", "tag"),
            ("- !!seq []\n", "tag"), ("%YAML 1.2\n---\na: 1\n", "directive"), ("%TAG ! tag:x,1:\n---\n", "directive"),
            ("a: 1\na: 2\n", "twice"), ("{a: 1, 'a': 2}", "twice"), ("? [a]\n: 1\n", "as a key"),
            ("{{a: 1}: 2}", "as a key"),
            ("a: .nan\n", "infinite"), ("a: -.inf\n", "infinite"), ("a: 1e999\n", "infinite"), ("a: [1\n", "not YAML"),
            ("a: 'x\n", "not YAML"), ("\ta: 1\n", "not YAML"), ("a: b: c\n", "not YAML"), ("a: \u{1}\n", "not YAML"),
            ("a: @x\n", "not YAML"), ("\u{FEFF}a: 1\n", nil), ("a: 1\n...\n", nil), ("a: {<<: 1}\n", nil),
        ] as [(String, String?)])
    func `what makes a configuration hard to read is refused`(text: String, reason: String?) {
        do throws(InvalidConfiguration) {
            _ = try DocumentValue(reading: Array(text.utf8), as: .yaml)
            #expect(reason == nil)
        } catch {
            #expect(error.problems.count == 1)
            #expect(reason.map { error.description.contains($0) } ?? false, "\(error)")
        }
    }

    @Test func `a fault is told with its line and column`() {
        #expect(problems(in: "a: 1\nb: 2\n c: 3\n").map(\.position) == [SourcePosition(line: 3, column: 3)])
        #expect(problems(in: "a: 1\nb: \u{1}\n").map(\.position?.line) == [2])
    }

    @Test func `block and flow style say the same, each value with its place`() throws {
        let block = try DocumentValue(reading: Array("a:\n  b: [1, x]\n  c: ~\nd:\n- e: 1.5\n".utf8), as: .yaml)
        let flow = try DocumentValue(reading: Array(#"{"a":{"b":[1,"x"],"c":null},"d":[{"e":1.5}]}"#.utf8), as: .json)
        #expect(block == flow)
        guard case .object(let members) = block.content else { return #expect(Bool(false), "another shape") }
        #expect(members[0].position == SourcePosition(line: 1, column: 1))
        #expect(members[0].value.position == SourcePosition(line: 2, column: 3))
        #expect(members[1].position == SourcePosition(line: 4, column: 1))
    }

    @Test(arguments: [
        "[", "- ", "{a: ", "? ", "!a ", "&a ", "%TAG !a! x\n", "a: 1\n", "\"", "# a\n", "- - a\n", ": ", ",", "'a' ",
    ])
    func `256 KiB of anything are answered`(piece: String) {
        let text = String(repeating: piece, count: (1 << 18) / piece.utf8.count)
        #expect(!problems(in: text).isEmpty)
    }

    @Test func `65536 values are read and 65537 are refused`() {
        let list = { (elements: Int) in Array(String(repeating: "- a\n", count: elements).utf8) }
        #expect(throws: Never.self) { try DocumentValue(reading: list(65_535), as: .yaml) }
        #expect(throws: InvalidConfiguration.self) { try DocumentValue(reading: list(65_536), as: .yaml) }
    }

    @Test func `32 levels are read and 33 are refused`() {
        let deep = { (levels: Int) in
            Array((String(repeating: "[", count: levels) + String(repeating: "]", count: levels)).utf8)
        }
        #expect(throws: Never.self) { try DocumentValue(reading: deep(32), as: .yaml) }
        #expect(throws: InvalidConfiguration.self) { try DocumentValue(reading: deep(33), as: .yaml) }
    }
}
