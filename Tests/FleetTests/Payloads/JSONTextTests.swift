import Foundation
import Testing

@testable import Fleet

struct JSONTextTests {
    @Test(arguments: [
        "", "plain", #"a "quoted" word"#, #"back\slash\"#, #"\u0041 is no escape here"#, "line\nfeed\r\ttab",
        "\u{0}\u{1}\u{8}\u{C}\u{1F}\u{7F}", "é 日本 🛍️ \u{2028}\u{2029}\u{FFFF}", #"","admin":true,"x":""#, "</script>",
        String(repeating: "\"\u{1}", count: 5_000),
    ])
    func `any text is read as it was`(text: String) throws {
        var json = JSONText(capacity: 1)
        json.object { json in
            json.member("text", text)
            json.member("after", true)
        }
        let object = try parsed(json.bytes)
        #expect(object["text"] as? String == text)
        #expect(object.keys.sorted() == ["after", "text"])
    }

    @Test(arguments: [Int.min, -1_000_000, -1, 0, 1, 9, 10, 99, 100, 9_999_999_999, Int.max - 1, Int.max])
    func `integers are written as Swift writes them`(value: Int) throws {
        var json = JSONText()
        json.object { $0.member("n", value) }
        #expect(String(decoding: json.bytes, as: UTF8.self) == #"{"n":\#(value)}"#)
    }

    @Test func `every length of a number is written whole`() {
        var value: UInt = 1
        while true {
            for number in [value - 1, value, value + 1] {
                var buffer = JSONBuffer(capacity: 1)
                buffer.append(decimal: number)
                #expect(String(decoding: buffer.bytes, as: UTF8.self) == String(number))
            }
            guard !value.multipliedReportingOverflow(by: 10).overflow else { break }
            value *= 10
        }
        var buffer = JSONBuffer(capacity: 1)
        buffer.append(decimal: UInt.max)
        #expect(String(decoding: buffer.bytes, as: UTF8.self) == String(UInt.max))
    }

    @Test func `fractions have three decimals, and Foundation reads them so`() throws {
        var chance = DocumentChance()
        let edges = [0, -0.0, 0.0004, -0.0004, 0.0005, 0.001, 0.01, 0.1, 0.999, 0.9996, -1.5, 1e-300, 12_345.678, 1e15]
        let random = (0..<2_000).map { _ in Double.random(in: -1_000...1_000, using: &chance) }
        for value in edges + random {
            var json = JSONText()
            json.object { $0.member("n", value) }
            let number = try #require(try parsed(json.bytes)["n"] as? NSNumber).doubleValue
            #expect(abs(number - value) <= 0.000_500_1, "\(value) became \(number), seed \(chance.seed)")
            #expect(!String(decoding: json.bytes, as: UTF8.self).contains(/\.\d*0[,}]/), "\(value)")
        }
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity, 1e300, -1e300, .greatestFiniteMagnitude])
    func `what JSON cannot say is null`(value: Double) throws {
        var json = JSONText()
        json.object { $0.member("n", value) }
        #expect(try parsed(json.bytes)["n"] is NSNull)
    }

    @Test func `what is absent is null`() throws {
        var json = JSONText()
        json.object { json in
            json.member("integer", nil as Int?)
            json.member("fraction", nil as Double?)
            json.array("none", [Int]()) { _, _ in }
            json.object("empty") { _ in }
            json.null("last")
        }
        let object = try parsed(json.bytes)
        #expect(object["integer"] is NSNull && object["fraction"] is NSNull && object["last"] is NSNull)
        #expect((object["none"] as? [Any])?.isEmpty == true && (object["empty"] as? [String: Any])?.isEmpty == true)
    }

    @Test func `identifiers are written as Foundation writes them`() {
        var chance = DocumentChance()
        for _ in 0..<1_000 {
            let words: (UInt64, UInt64) = (chance.next(), chance.next())
            var buffer = JSONBuffer(capacity: 1)
            buffer.append(uuid: words)
            let hexadecimal = [words.0, words.1].map { word in
                String(repeating: "0", count: 16 - String(word, radix: 16).count) + String(word, radix: 16)
            }.joined()
            let text = String(decoding: buffer.bytes, as: UTF8.self)
            #expect(UUID(uuidString: text)?.uuidString.lowercased() == text)
            #expect(text.replacing("-", with: "") == hexadecimal)
        }
    }
}
