import Testing

@testable import Fleet

/// A damaged document is read or refused; it never ends the program. Whatever is read keeps the privacy floor.
struct ConfigurationDamageTests {
    @Test func `every truncation of the reference is read or refused`() throws {
        let bytes = try referenceBytes()
        for length in bytes.indices { check(Array(bytes[..<length]), as: .yaml, "cut after \(length) bytes") }
    }

    @Test func `every truncation of the same in JSON is refused`() {
        let bytes = ConfigurationTests.example.effectiveDocument().json()
        for length in bytes.indices {
            #expect(throws: InvalidConfiguration.self) {
                try Configuration(reading: Array(bytes[..<length]), as: .json)
            }
        }
    }

    @Test(arguments: [DocumentFormat.yaml, .json])
    func `a document with any one byte changed is read or refused`(format: DocumentFormat) throws {
        let isYAML = format == .yaml
        var bytes = try isYAML ? referenceBytes() : ConfigurationTests.example.effectiveDocument().json()
        var generator = DocumentChance()
        for offset in bytes.indices {
            let original = bytes[offset]
            bytes[offset] = UInt8.random(in: 0...255, using: &generator)
            check(bytes, as: format, "seed \(generator.seed), offset \(offset)")
            bytes[offset] = original
        }
    }

    private func check(_ bytes: [UInt8], as format: DocumentFormat, _ comment: String) {
        do throws(InvalidConfiguration) {
            let configuration = try Configuration(reading: bytes, as: format)
            #expect(configuration.privacy.k >= 5, "\(comment)")
            #expect((300...900).contains(configuration.privacy.epochSeconds), "\(comment)")
            #expect(configuration.privacy.sessionTagBits <= 32, "\(comment)")
        } catch {
            #expect(error.problems.allSatisfy { !$0.message.isEmpty }, "\(comment)")
        }
    }
}
