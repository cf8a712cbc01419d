import Fleet
import Foundation
import Locating
import Privacy

/// Hears what the boxes of a site tell its locator, as the locator does: whose tags are the same under which key.
final class TagWitness: Sendable {
    private let listener: Child

    init(_ laboratory: Laboratory) throws {
        let topic = "footfall/v1/test/sensor/+/sightings"
        listener = try laboratory.start("stdbuf", ["-oL", "mosquitto_sub", "-q", "1", "-t", topic, "-F", "%t %x"])
    }

    /// What a box has sent so far, in order.
    func batches(of sensor: String) -> [SightingBatch] {
        listener.output.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: " ")
            guard parts.count == 2, parts[0].split(separator: "/").dropLast().last.map(String.init) == sensor else {
                return nil
            }
            let digits = Array(parts[1])
            let octets = stride(from: 0, to: digits.count - 1, by: 2).compactMap {
                UInt8(String(digits[$0...$0 + 1]), radix: 16)
            }
            return try? SightingBatch(decoding: octets)
        }
    }

    /// The key that a box showed last.
    func key(of sensor: String) -> KeyName? { batches(of: sensor).last?.key }

    /// Waits until two boxes have told the same `count` tags under one key that `isMeant`.
    func sees(
        _ one: String, _ other: String, agreeOn count: Int, under isMeant: (KeyName) -> Bool = { _ in true }
    ) async -> Bool {
        await eventually(seconds: 180) {
            let (left, right) = (self.tags(of: one), self.tags(of: other))
            return left.contains { key, tags in
                isMeant(key) && tags.intersection(right[key] ?? []).count == count
            }
        }
    }

    private func tags(of sensor: String) -> [KeyName: Set<UInt32>] {
        batches(of: sensor).reduce(into: [:]) { tags, batch in
            if let key = batch.key { tags[key, default: []].formUnion(batch.scans.map(\.tag.bits)) }
        }
    }
}
