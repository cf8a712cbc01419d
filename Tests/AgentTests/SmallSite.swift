import Foundation
import Glibc
import Privacy
import Testing
import Timekeeping

/// A site of boxes in a row, 16 m apart, each in a zone of its own, with their keys, documents and captures.
struct SmallSite {
    /// A box of the site.
    struct Box {
        var name: String
        var mayLocate = false
        var listens = true
        var isEnrolled = true
    }

    /// A phone with an address of its own, nearest to one of the boxes.
    struct Phone {
        var address: UInt64
        var nearest: Int
    }

    let laboratory: Laboratory
    let boxes: [Box]

    init(_ laboratory: Laboratory, _ boxes: [Box]) throws {
        self.laboratory = laboratory
        self.boxes = boxes
        for box in boxes {
            try FileManager.default.createDirectory(atPath: keys(of: box), withIntermediateDirectories: true)
            for (name, seed) in [("sealing.key", 1), ("signing.key", 2)] {
                let octets = (0..<32).map {
                    UInt8(truncatingIfNeeded: box.name.utf8.reduce(seed, { $0 &* 31 &+ Int($1) }) &+ $0)
                }
                try Data(octets).write(to: URL(filePath: keys(of: box) + "/" + name))
            }
        }
        _ = try laboratory.bench.write(try document, to: "site.json")
    }

    /// The zone around a box.
    func zone(of box: Int) -> String { "zone-\(boxes[box].name)" }

    /// Starts a box, listening on an interface of its own name, with these members and words more.
    func start(_ box: Int, more: String = "", words: [String] = [], environment: [String] = []) throws -> Child {
        let capture = boxes[box].listens ? #""interface": "\#(boxes[box].name)""# : #""adapter": "none""#
        let text = """
            {"site": "test", "sensor": "\(boxes[box].name)", "siteFile": "\(laboratory.bench.path("site.json"))",
             "capture": {\(capture)}, "keys": {"directory": "\(keys(of: boxes[box]))"},
             "broker": {"url": "mqtt://127.0.0.1:1883"}, "homeAssistant": {"enabled": true}, "health": {"intervalSeconds": 5}, \(more) "log": {"level": "trace"}}
            """
        let configuration = try laboratory.bench.write(text, to: "\(boxes[box].name).json")
        return try laboratory.start(
            try Workbench.program("footfall"), ["run", "--config", configuration] + words, environment: environment)
    }

    /// Takes away what a box has left at the broker; answers what is said to the person.
    func retire(_ box: Int) async throws -> String {
        let child = try laboratory.start(
            try Workbench.program("footfall"),
            ["retire", "--config", laboratory.bench.path("\(boxes[box].name).json")])
        #expect(await child.waitPatiently() == 0, "\(child.errors)")
        return child.errors
    }

    /// What a box hears of phones that scan every four seconds, three frames each, for a while, again and again.
    func air(_ box: Int, _ phones: [Phone], seconds: Int = 60) async throws -> Child {
        var file = FrameFile()
        for second in stride(from: 0, to: seconds, by: 4) {
            for (index, phone) in phones.enumerated() {
                for frame in 0..<3 {
                    let time =
                        WallTime(seconds: 1_700_000_000 + Int64(second))
                        + .milliseconds(Int64(index * 500 + frame * 20))
                    var bytes = CrowdFrame.request(from: phone.address, to: nil, sequence: UInt16(second * 4 + frame))
                    let level = -38 - 30 * abs(box - phone.nearest)
                    bytes[14] = UInt8(bitPattern: Int8(level))
                    file.records.append((time, bytes))
                }
            }
        }
        file.records.sort { $0.time < $1.time }
        let path = try file.write(to: laboratory.bench.path("\(boxes[box].name).pcap"))
        return try await laboratory.air(path, interface: boxes[box].name)
    }

    private func keys(of box: Box) -> String { laboratory.bench.path("keys-\(box.name)") }

    private var document: String {
        get throws {
            let zones = boxes.enumerated().map { index, box in
                """
                {"id": "zone-\(box.name)", "floor": "ground",
                 "outline": [[\(index * 16), 0], [\(index * 16 + 16), 0], [\(index * 16 + 16), 8], [\(index * 16), 8]]}
                """
            }
            let sensors = try boxes.enumerated().map { index, box in
                let roles = [box.listens ? "sensor" : nil, box.mayLocate ? "locator" : nil].compactMap(\.self)
                let enrolment = try box.isEnrolled ? ", \(enrolment(of: box))" : ""
                return """
                    {"id": "\(box.name)", "floor": "ground", "x": \(index * 16 + 8), "y": 4, "roles": \(roles)\(enrolment)}
                    """
            }
            return """
                {"site": "test", "version": 1, "timeZone": "Europe/Berlin",
                 "floors": [{"id": "ground", "outline": [[0, 0], [\(boxes.count * 16), 0], [\(boxes.count * 16), 8], [0, 8]]}],
                 "zones": [\(zones.joined(separator: ",\n"))],
                 "sensors": [\(sensors.joined(separator: ",\n"))]}
                """
        }
    }

    private func enrolment(of box: Box) throws -> String {
        let sealing = [UInt8](try Data(contentsOf: URL(filePath: keys(of: box) + "/sealing.key")))
        let signing = [UInt8](try Data(contentsOf: URL(filePath: keys(of: box) + "/signing.key")))
        guard let sealingKey = EnrolmentKey(privateKey: sealing.span),
            let signingKey = LocatorKey(privateKey: signing.span)
        else { throw CocoaError(.fileReadCorruptFile) }
        return """
            "sealingKey": "\(sealingKey.publicKey.base64URL)", "signingKey": "\(signingKey.publicKey.base64URL)"
            """
    }
}

extension Message {
    /// The zone of a visit event.
    var zone: String? { (document["data"] as? [String: Any])?["zone"] as? String }
    /// The visit that an event is about.
    var visit: String? { document["subject"] as? String }
    /// Why a visit ended.
    var reason: String? { (document["data"] as? [String: Any])?["reason"] as? String }
    /// The box that speaks.
    var source: String? { (document["source"] as? String)?.split(separator: "/").last.map(String.init) }
}
