import Foundation
import Testing

/// What a fleet manager reads off a new box, by readers that are not the project's own: zbarimg and openssl.
struct EnrollTests {
    private let bench: Workbench
    private let configuration: String

    init() throws {
        bench = try Workbench()
        try FileManager.default.createDirectory(atPath: bench.path("keys"), withIntermediateDirectories: false)
        let text = """
            {"site": "shop-12", "sensor": "entrance", "capture": {"adapter": "any"},
             "keys": {"directory": "\(bench.path("keys"))"}}
            """
        configuration = try bench.write(text, to: "footfall.json")
    }

    @Test func `the keys that it prints are the public halves of those on the box, and stay the same`() throws {
        let first = try printed()
        #expect(first["site"] == "shop-12" && first["sensor"] == "entrance")
        #expect(try first["sealingKey"] == publicHalf(of: "sealing.key", algorithm: 0x6E))
        #expect(try first["signingKey"] == publicHalf(of: "signing.key", algorithm: 0x70))
        #expect(try printed() == first)
        let text = try bench.footfall("enroll", "--config", configuration).output
        for value in first.values { #expect(String(decoding: text, as: UTF8.self).contains(value)) }
    }

    @Test func `a telephone reads the same from the screen`() throws {
        let text = try String(decoding: bench.footfall("enroll", "--config", configuration).output, as: UTF8.self)
        let picture = try GreyMap(drawing: text.split(separator: "\n").filter { $0.contains("█") })
        try picture.bytes.write(to: bench.folder.appending(path: "screen.pgm"))
        let reader = try bench.run("zbarimg", ["--quiet", "--raw", "--oneshot", bench.path("screen.pgm")])
        try #require(reader.status == 0, "\(reader.errors)")
        let read = try JSONDecoder().decode([String: String].self, from: reader.output)
        #expect(try read == printed())
    }

    @Test func `the private halves are for the agent alone, who owns the folder`() throws {
        let isRoot = getuid() == 0
        if isRoot { try #require(unsafe chown(bench.path("keys"), 65_534, 65_534) == 0) }
        _ = try printed()
        for name in ["sealing.key", "signing.key"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: bench.path("keys/\(name)"))
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            if isRoot { #expect(attributes[.ownerAccountID] as? Int == 65_534) }
        }
    }

    @Test func `a box without a place for keys is told what to set`() throws {
        let file = try bench.write(#"{"site": "a", "sensor": "b", "capture": {"adapter": "any"}}"#, to: "bare.json")
        let outcome = try bench.footfall("enroll", "--config", file)
        #expect(outcome.status == 78 && outcome.output.isEmpty)
        #expect(outcome.errors.contains("set keys.directory"))
        let missing = try bench.write(
            #"{"site": "a", "sensor": "b", "capture": {"adapter": "any"}, "keys": {"directory": "/nonexistent"}}"#,
            to: "missing.json")
        let refusal = try bench.footfall("enroll", "--config", missing)
        #expect(refusal.status == 66 && refusal.errors.contains("/nonexistent/sealing.key"))
    }

    @Test func `keys that only a running service has are no failure of a kind that a broken key is`() throws {
        let directory = "/run/credentials/\(UUID().uuidString).service"
        let file = try bench.write(
            #"{"site": "a", "sensor": "b", "capture": {"adapter": "any"}, "keys": {"directory": "\#(directory)"}}"#,
            to: "credentials.json")
        let outcome = try bench.footfall("enroll", "--config", file)
        #expect(outcome.status == 75 && outcome.output.isEmpty)
        #expect(outcome.errors.contains("cannot show the keys in \(directory)"))
        #expect(!FileManager.default.fileExists(atPath: directory))
    }

    private func printed() throws -> [String: String] {
        let outcome = try bench.footfall("enroll", "--config", configuration, "--json")
        try #require(outcome.status == 0, "\(outcome.errors)")
        return try JSONDecoder().decode([String: String].self, from: outcome.output)
    }

    /// By openssl, which is given the private half in its own wrapping: RFC 8410 §7, with the algorithm's last octet.
    private func publicHalf(of name: String, algorithm: UInt8) throws -> String {
        let wrapping: [UInt8] = [0x30, 46, 2, 1, 0, 0x30, 5, 6, 3, 0x2B, 0x65, algorithm, 4, 34, 4, 32]
        let key = try Data(contentsOf: bench.folder.appending(path: "keys/\(name)"))
        try (Data(wrapping) + key).write(to: bench.folder.appending(path: "\(name).der"))
        let words = ["pkey", "-inform", "DER", "-in", bench.path("\(name).der"), "-pubout", "-outform", "DER"]
        let outcome = try bench.run("openssl", words)
        try #require(outcome.status == 0, "\(outcome.errors)")
        return outcome.output.suffix(32).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}

/// A picture of text in half blocks, as a dark screen shows it. Source: Netpbm, pgm(5).
private struct GreyMap {
    let bytes: Data

    init(drawing lines: [Substring]) throws {
        let width = try #require(lines.first).count
        var rows: [[UInt8]] = []
        for line in lines {
            try #require(line.count == width)
            rows.append(line.flatMap { Self.wide($0 == "█" || $0 == "▀") })
            rows.append(line.flatMap { Self.wide($0 == "█" || $0 == "▄") })
        }
        let tall = rows.flatMap { Array(repeating: $0, count: Self.scale) }
        bytes = Data("P5 \(width * Self.scale) \(tall.count) 255\n".utf8) + Data(tall.joined())
    }

    private static func wide(_ isLit: Bool) -> [UInt8] { Array(repeating: isLit ? 255 : 0, count: scale) }
    private static let scale = 6
}
