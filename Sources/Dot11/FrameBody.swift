/// An 802.11 frame between its link header and its check sequence.
struct FrameBody {
    let radio: Reception
    let check: FrameCheck
    /// Offsets in the captured bytes, the check sequence left out.
    let range: Range<Int>

    /// `bytes` hold at least the fixed header of a management frame after `header`.
    @inline(__always)
    init(header: LinkHeader, bytes: Span<UInt8>, originalLength: Int?) {
        let captured = bytes.count
        let original = max(originalLength ?? captured, captured)
        radio = header.radio
        var check = FrameCheck.absent
        var end = captured
        switch header.checkSequence {
        case .absent: break
        case .present:
            end = min(captured, max(original - CheckSequence.length, header.length))
            if original == captured { check = Self.check(bytes, from: header.length) ? .correct : .incorrect }
        case .unknown:
            // A capture without word of it may still have it (link type 105, Prism, AVS). By chance four other bytes
            // look so in one frame of 2³². A wrong one cannot be told from elements.
            guard original == captured, Self.check(bytes, from: header.length) else { break }
            check = .correct
            end -= CheckSequence.length
        }
        self.check = header.isMarkedBad ? .incorrect : check
        range = header.length..<max(end, header.length)
    }

    private static func check(_ bytes: Span<UInt8>, from start: Int) -> Bool {
        CheckSequence.isCorrect(in: bytes.extracting(droppingFirst: start))
    }
}
