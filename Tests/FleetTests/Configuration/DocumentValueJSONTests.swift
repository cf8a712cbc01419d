import FoundationEssentials
import Testing

@testable import Fleet

struct DocumentValueJSONTests {
    @Test func `what is written reads back as the same`() throws {
        var generator = DocumentChance()
        for _ in 0..<500 {
            let value = Self.random(depth: 4, using: &generator)
            #expect(try DocumentValue(reading: value.json(), as: .json) == value, "seed \(generator.seed)")
        }
    }

    @Test func `another JSON decoder reads the same`() throws {
        var generator = DocumentChance()
        for _ in 0..<200 {
            let value = DocumentValue(.array([Self.random(depth: 4, using: &generator)]))
            let decoded = try JSONDecoder().decode(Decoded.self, from: Data(value.json()))
            #expect(Decoded(value) == decoded, "seed \(generator.seed)")
        }
    }

    @Test func `control characters are escaped and all else stands as it is`() {
        let value = DocumentValue(.string("\"\\/\0\u{1F}\n\r\t\u{7F}é😀"))
        #expect(String(decoding: value.json(), as: UTF8.self) == #""\"\\/\u0000\u001f\n\r\t"# + "\u{7F}é😀\"")
    }

    private static func random(depth: Int, using generator: inout DocumentChance) -> DocumentValue {
        let content: DocumentValue.Content
        switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &generator) {
        case 0: content = .null
        case 1: content = .boolean(.random(using: &generator))
        case 2:
            content = .integer(
                Int(truncatingIfNeeded: generator.next() >> UInt64.random(in: 0..<64, using: &generator)))
        case 3:
            let any = Double(bitPattern: generator.next())
            content = .number(any.isFinite ? any : 0.1)
        case 4: content = .string(text(using: &generator))
        case 5: content = .array((0..<3).map { _ in random(depth: depth - 1, using: &generator) })
        default:
            content = .object(
                (0..<3).map { index in
                    DocumentMember("\(index)\(text(using: &generator))", random(depth: depth - 1, using: &generator))
                })
        }
        return DocumentValue(content)
    }

    private static func text(using generator: inout DocumentChance) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0..<8, using: &generator) {
            let width = UInt32.random(in: 1...21, using: &generator)
            text.unicodeScalars.append(Unicode.Scalar(UInt32.random(in: 0..<(1 << width), using: &generator)) ?? "x")
        }
        return text
    }

    /// What Foundation's decoder makes of a document.
    private enum Decoded: Decodable, Equatable {
        case null, boolean(Bool), number(Double), string([Unicode.Scalar])
        case array([Decoded]), object([String: Decoded])

        init(_ value: DocumentValue) {
            self =
                switch value.content {
                case .null: .null
                case .boolean(let value): .boolean(value)
                case .integer(let value): .number(Double(value))
                case .number(let value): .number(value)
                case .string(let text): .string(Array(text.unicodeScalars))
                case .array(let elements): .array(elements.map(Decoded.init))
                case .object(let members):
                    .object(Dictionary(members.map { ($0.key, Decoded($0.value)) }) { first, _ in first })
                }
        }

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if value.decodeNil() {
                self = .null
            } else if let boolean = try? value.decode(Bool.self) {
                self = .boolean(boolean)
            } else if let number = try? value.decode(Double.self) {
                self = .number(number)
            } else if let text = try? value.decode(String.self) {
                self = .string(Array(text.unicodeScalars))
            } else if let elements = try? value.decode([Decoded].self) {
                self = .array(elements)
            } else {
                self = .object(try value.decode([String: Decoded].self))
            }
        }
    }
}
