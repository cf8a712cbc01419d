internal import Dot11
internal import GoldenFrames

/// The golden frames in the form of each entry: what an entry reads as its first octets stands before them.
enum Seeds {
    static var all: [(name: String, bytes: [UInt8])] {
        GoldenFrame.all.map { golden in
            let kind = FuzzEntry.linkTypes.firstIndex { $0.rawValue == golden.linkType } ?? 0
            return (golden.name, [UInt8(kind), 0] + golden.bytes)
        } + [
            ("elements", GoldenFrame.elements),
            ("elements-directed", GoldenFrame.directed(to: "golden_optout")),
        ]
    }
}
