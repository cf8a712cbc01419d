import Capture
import Dot11
import Foundation
import Testing

/// Captures that once crashed or confused readers.
@Suite(.enabled(if: TestData.isExpected, TestData.absence))
struct HostileCaptureTests {
    private enum Outcome: Equatable {
        case probeRequest
        case otherKind
        case refused(FrameError)
    }

    /// What the room makes of each frame up to the damage of the file, by number.
    private func outcomes(_ path: String) -> [Int: Outcome] {
        var outcomes: [Int: Outcome] = [:]
        do throws(CaptureError) {
            var reader = try SavefileReader(path: TestData.root.appending(path: path).path)
            try reader.forEachFrame { record, bytes in
                guard let linkType = LinkType(rawValue: record.linkType) else { return }
                let frames = FrameReader(linkType: linkType)
                do throws(FrameError) {
                    let probe = try frames.probeRequest(in: bytes, originalLength: record.originalLength)
                    _ = probe?.signature(in: bytes, key: SignatureKey(1, 2))
                    outcomes[record.index] = probe == nil ? .otherKind : .probeRequest
                } catch {
                    outcomes[record.index] = .refused(error)
                }
            }
        } catch {
            // Damage of files is the subject of the room Capture; here it only ends the walk.
        }
        return outcomes
    }

    @Test(arguments: TestData.captures(in: "malformed"))
    func `what tshark lists is listed alike or refused with a reason, and nothing else is listed`(path: String) throws {
        let outcomes = outcomes(path)
        let theirs = try Dissection.byTshark([path])
        let overlooked = theirs.keys.filter { outcomes[$0] == .otherKind }
        #expect(overlooked.sorted() == [])
        let ours = try Dissection.byDot11dump(path)
        #expect(ours.keys.filter { ours[$0] != theirs[$0] }.sorted() == [])
        #expect(ours.keys.sorted() == outcomes.keys.filter { outcomes[$0] == .probeRequest }.sorted())
    }

    struct Mutations: Decodable {
        let untouched_frame_numbers: [Int]
    }

    @Test(arguments: TestData.captures(in: "malformed/mutated").filter { $0.contains(/seed\d+\.pcap$/) })
    func `every untouched probe request is still reported`(path: String) throws {
        let list = path.replacing(".pcap", with: ".json")
        let data = try Data(contentsOf: TestData.root.appending(path: list))
        let untouched = try JSONDecoder().decode(Mutations.self, from: data).untouched_frame_numbers
        let outcomes = outcomes(path)
        #expect(!untouched.isEmpty)
        #expect(untouched.filter { outcomes[$0] != .probeRequest } == [])
    }
}
