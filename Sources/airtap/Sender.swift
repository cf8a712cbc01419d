import Capture
import Glibc
import Timekeeping

/// Sends frames on a tap at a pace, until the count is reached or a signal comes.
struct Sender: ~Copyable {
    /// What was sent so far.
    private(set) var outcome = Outcome()
    /// Whether more is to be sent.
    private(set) var isOver = false

    private let tap: TapInterface
    private let pace: Pace
    private let count: Int?
    private let stop = StopSignal()
    private let start = Self.now()
    /// When this pass through the file began, after the start, and the recorded time of its first frame.
    private var passStart = Interval.zero
    private var firstTime: WallTime?
    private var sinceLastLook = 0

    /// The result as it is printed.
    struct Outcome {
        var frames = 0
        /// Frames that the interface does not take: shorter than an Ethernet header, or sent while somebody set it down.
        var rejected = 0
        var error: AirtapError?
    }

    init(tap: consuming TapInterface, arguments: Arguments) {
        self.tap = tap
        pace = arguments.pace
        count = arguments.count
    }

    /// One JSON line of what was done.
    var summary: String {
        let milliseconds = (Self.now() - start).nanoseconds / 1_000_000
        let fraction = String(1_000 + milliseconds % 1_000).dropFirst()
        return """
            {"frames":\(outcome.frames),"seconds":\(milliseconds / 1_000).\(fraction),"rejected":\(outcome.rejected)}

            """
    }

    /// The file begins again.
    mutating func beginPass() {
        passStart = Self.now() - start
        firstTime = nil
    }

    /// Sends one frame when it is due; false when it is the last.
    mutating func send(_ record: SavefileRecord, _ frame: Span<UInt8>, of file: String) -> Bool {
        guard record.linkType == Self.radiotap else {
            outcome.error = .unsupportedLinkType(file: file, frame: record.index, linkType: record.linkType)
            return finish()
        }
        let first = firstTime ?? record.time
        firstTime = first
        let number = outcome.frames + outcome.rejected
        if waitIsCut(until: pace.due(number: number, elapsed: record.time - first, passStart: passStart)) {
            return finish()
        }
        switch tap.receive(frame) {
        case 0: outcome.frames += 1
        case EINVAL, EIO: outcome.rejected += 1
        case let code: return fail(code)
        }
        return number + 1 == count ? finish() : true
    }

    /// Keeps the interface until standard input ends or a signal comes: what was sent last may still be in the ring of
    /// its reader, who cannot get it once the interface is gone.
    func holdInterface() {
        var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        var room: UInt8 = 0
        while !stop.arrives(within: .zero) {
            if unsafe poll(&input, 1, 100) > 0, unsafe read(STDIN_FILENO, &room, 1) <= 0 { return }
        }
    }

    private mutating func finish() -> Bool {
        isOver = true
        return false
    }

    private mutating func fail(_ code: Int32) -> Bool {
        outcome.error = .failed(operation: "send on", interface: tap.name, code: code)
        return finish()
    }

    /// Waits until `due` after the start; true when a signal came. Less than half a millisecond is not waited for:
    /// the frames of that time go together, so that high rates do not cost a system call each.
    private mutating func waitIsCut(until due: Interval) -> Bool {
        sinceLastLook += 1
        let wait = pace == .unlimited ? .zero : due - (Self.now() - start)
        if wait < Self.shortestWait {
            guard sinceLastLook >= Self.longestRun else { return false }
            sinceLastLook = 0
            return stop.arrives(within: .zero)
        }
        sinceLastLook = 0
        return stop.arrives(within: wait)
    }

    private static func now() -> Uptime {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Uptime(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }

    /// tcpdump.org/linktypes.html LINKTYPE_IEEE802_11_RADIOTAP.
    private static let radiotap: UInt16 = 127
    private static let shortestWait = Interval.nanoseconds(500_000)
    /// Frames between two looks for a signal.
    private static let longestRun = 1_024
}
