/// What the header before a frame says, whichever kind it is.
struct LinkHeader {
    /// Where the 802.11 frame begins.
    let length: Int
    var radio = Reception()
    var checkSequence = CheckSequencePresence.unknown
    /// Whether the receiver itself saw that the check sequence was wrong.
    var isMarkedBad = false
    /// Whether the receiver heard no frame after the preamble: what follows the header then is none.
    var isWithoutFrame = false

    init(length: Int) { self.length = length }
}

/// Whether four bytes of frame check sequence end the captured frame.
enum CheckSequencePresence {
    /// The header says nothing about it.
    case unknown
    case absent
    case present
}
