internal import Dot11
internal import GoldenFrames

/// A way into the room for bytes from outside. Beside crashes it looks for broken promises.
enum FuzzEntry: String, CaseIterable {
    /// Octet 0: link type; octet 1: bytes that the capture cut off; the rest: a captured frame with its link header.
    case link
    /// Octet 0: radiotap flags; octet 1: as above; the rest: an 802.11 frame, given the right first octet.
    case frame
    /// Information elements.
    case elements

    static let linkTypes = LinkType.allCases

    func run(_ input: Span<UInt8>) {
        switch self {
        case .link: runLink(input)
        case .frame: runFrame(input)
        case .elements: check(GoldenFrame.header + Self.array(input), linkType: .ieee80211, cut: 0)
        }
    }

    private func runLink(_ input: Span<UInt8>) {
        guard input.count >= 2 else { return }
        let linkType = Self.linkTypes[Int(input[0]) % Self.linkTypes.count]
        check(Self.array(input.extracting(droppingFirst: 2)), linkType: linkType, cut: Int(input[1]))
    }

    private func runFrame(_ input: Span<UInt8>) {
        guard input.count >= 3 else { return }
        var bytes: [UInt8] = [0, 0, 9, 0, 2, 0, 0, 0, input[0]] + Self.array(input.extracting(droppingFirst: 2))
        bytes[9] = 0x40
        check(bytes, linkType: .radiotap, cut: Int(input[1]))
    }

    private func check(_ bytes: [UInt8], linkType: LinkType, cut: Int) {
        let reader = FrameReader(linkType: linkType)
        let span = bytes.span
        guard let probe = try? reader.probeRequest(in: span, originalLength: bytes.count + cut) else { return }
        precondition(probe.elements.lowerBound >= 24 && probe.elements.upperBound <= bytes.count)
        precondition(probe.sequenceNumber < 4096 && probe.fragmentNumber < 16)
        var cursor = probe.elementCursor
        var covered = probe.elements.lowerBound
        while let element = cursor.next(in: span) {
            precondition(element.contents.lowerBound == covered + 2 && element.contents.count <= 255)
            covered = element.contents.upperBound
        }
        precondition(covered == cursor.offset && covered <= probe.elements.upperBound)
        let key = SignatureKey(1, 2)
        precondition(probe.signature(in: span, key: key) == probe.signature(in: span, key: key))
        precondition(probe.isDirected(in: span) || !probe.objectsToCounting(in: span))
    }

    private static func array(_ span: Span<UInt8>) -> [UInt8] {
        var octets: [UInt8] = []
        octets.reserveCapacity(span.count)
        for index in span.indices { octets.append(span[index]) }
        return octets
    }
}
