import FoundationEssentials
import Testing

@testable import Fleet

struct JSONDocumentReaderTests {
    @Test(
        arguments: [
            ("null", .null), (" true\n", .boolean(true)), ("\tfalse\r\n", .boolean(false)), ("0", .integer(0)),
            ("-0", .integer(0)), ("-12", .integer(-12)), ("9223372036854775807", .integer(.max)),
            ("9223372036854775808", .number(9_223_372_036_854_775_808)), ("1.5e3", .number(1500)),
            ("1E-2", .number(0.01)),
            ("0e+1", .number(0)), ("\"\"", .string("")), (#""\"\\\/\b\f\n\r\t""#, .string("\"\\/\u{8}\u{C}\n\r\t")),
            (#""\u0041\uD83D\uDE00\u0000""#, .string("A😀\0")), ("\"é😀\u{7F}\"", .string("é😀\u{7F}")),
            ("[]", .array([])),
            ("{}", .object([])), ("[ 1 , [ ] ]", .array([DocumentValue(.integer(1)), DocumentValue(.array([]))])),
            (
                #"{"":{"a":[]}}"#,
                .object([DocumentMember("", DocumentValue(.object([DocumentMember("a", DocumentValue(.array([])))])))])
            ),
        ] as [(String, DocumentValue.Content)])
    func `JSON is read as RFC 8259 says`(text: String, content: DocumentValue.Content) throws {
        #expect(try DocumentValue(reading: Array(text.utf8), as: .json).content == content)
    }

    @Test(arguments: [
        "", " ", "nul", "nulll", "True", "NaN", "Infinity", "-Infinity", "-", "+1", "01", "-01", "1.", ".5", "1.e1",
        "1e", "1e+", "0x1", "1 2", "1,", "[1,]", "[,1]", "[1 2]", "[", "]", "[1", "[1}", "{", "}", "{]", "{1:2}",
        "{a:1}", "{'a':1}", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, #"{"a" 1}"#, #"{"a":1 "b":2}"#, #"{,"a":1}"#,
        #"{"a":1}}"#, #"{"a":1}{}"#, "'a'", "\"", "\"a", #""\""#, #""\x41""#, #""\u12"#, #""\u12G4""#, #""\u+123""#,
        #""\uD800""#, #""\uDC00""#, #""\uD800\u0041""#, #""\uD800x""#, #""\uDC00\uD800""#, "\"\n\"", "\"\t\"",
        "\"\0\"", "/* */ 1", "1 // one", "# 1", "\u{FEFF}1", "1\u{A0}", "1\0", "1e999", "-1e999", "[1]\u{C}",
    ])
    func `what RFC 8259 does not allow is refused`(text: String) {
        let found = problems(in: text, as: .json)
        #expect(found.map(\.kind) == [.syntax], "\(found)")
        #expect(found.first?.position != nil)
    }

    @Test func `a key that is given twice is refused with its path`() {
        let text = #"{"a":[{},{"b":1,"c":{},"\u0062":2}],"a":3}"#
        #expect(throws: InvalidConfiguration.self) { try DocumentValue(reading: Array(text.utf8), as: .json) }
        do throws(InvalidConfiguration) { _ = try DocumentValue(reading: Array(text.utf8), as: .json) } catch {
            #expect(error.problems.outline == ["1 a[1].b duplicateKey", "1 a duplicateKey"])
        }
    }

    @Test func `each value knows its place`() throws {
        let text = "{\r\n  \"é\": [1,\n\n   {\"b\": 2}]}"
        let root = try DocumentValue(reading: Array(text.utf8), as: .json)
        guard case .object(let members) = root.content, case .array(let elements) = members[0].value.content,
            case .object(let inner) = elements[1].content
        else { return #expect(Bool(false), "another shape") }
        #expect(root.position == SourcePosition(line: 1, column: 1))
        #expect(members[0].position == SourcePosition(line: 2, column: 3))
        #expect(members[0].value.position == SourcePosition(line: 2, column: 8))
        #expect(elements[1].position == SourcePosition(line: 4, column: 4))
        #expect(inner[0].value.position == SourcePosition(line: 4, column: 10))
    }

    @Test func `32 levels are read, 33 and a million are refused`() {
        let deep = { (levels: Int) in
            Array(repeating: UInt8(ascii: "["), count: levels) + Array(repeating: UInt8(ascii: "]"), count: levels)
        }
        #expect(throws: Never.self) { try DocumentValue(reading: deep(32), as: .json) }
        #expect(throws: InvalidConfiguration.self) { try DocumentValue(reading: deep(33), as: .json) }
        #expect(throws: InvalidConfiguration.self) { try DocumentValue(reading: deep(500_000), as: .json) }
    }

    @Test func `bytes that are no UTF-8 are refused with their place`() {
        let bytes: [UInt8] = Array("{\n \"é".utf8) + [0xED, 0xA0, 0x80] + Array("\":1}".utf8)
        do throws(InvalidConfiguration) { _ = try DocumentValue(reading: bytes, as: .json) } catch {
            #expect(error.problems.map(\.position) == [SourcePosition(line: 2, column: 4)])
        }
    }

    @Test func `one mebibyte is read and one byte more is refused`() {
        let text = { (length: Int) in
            [UInt8(ascii: "\"")] + Array(repeating: UInt8(ascii: "a"), count: length - 2) + [UInt8(ascii: "\"")]
        }
        #expect(throws: Never.self) { try DocumentValue(reading: text(1 << 20), as: .json) }
        #expect(throws: InvalidConfiguration.self) { try DocumentValue(reading: text((1 << 20) + 1), as: .json) }
    }
}
