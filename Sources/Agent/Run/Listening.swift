import Capture
import Fleet
import Timekeeping

/// The capture interface over its whole life: open, lost, open again.
struct Listening: ~Copyable {
    private let configuration: Configuration.Capture
    private var capture: LiveCapture?
    private var retryAt: Uptime?
    /// Frames that the kernel dropped before the present opening.
    private var earlierDrops: UInt64 = 0
    private var drops: UInt64 = 0

    /// Opens the interface.
    init(_ configuration: Configuration.Capture) throws(CaptureError) {
        self.configuration = configuration
        let capture = try Self.open(configuration)
        linkType = capture.linkType
        self.capture = consume capture
    }

    /// The interface's name.
    var interface: String { configuration.interface }

    /// What stands before the bytes of a frame: tcpdump.org/linktypes.html.
    private(set) var linkType: UInt16

    /// Frames that the kernel dropped since the start.
    var kernelDrops: Int { Int(earlierDrops + drops) }

    /// Waits for frames and gives them to `body`; while the interface is lost, waits and tries to open it.
    ///
    /// Answers what changed: the interface was lost, or is there again.
    mutating func turn(at now: Uptime, _ body: (CapturedFrame, Span<UInt8>) -> Void) -> Change? {
        guard capture != nil else { return reopen(at: now) }
        do throws(CaptureError) {
            let count = try capture?.poll(milliseconds: Self.patienceMilliseconds, body) ?? 0
            // An interface that is set down while it is listened to says nothing.
            if count == 0, capture?.isInterfaceUp == false { throw .interfaceDown(interface) }
            return nil
        } catch {
            return lose(error, at: now)
        }
    }

    /// Reads how many frames the kernel dropped.
    mutating func readStatistics() {
        do throws(CaptureError) {
            if let statistics = try capture?.statistics() { drops = statistics.droppedByKernel }
        } catch {
            // The next turn finds the interface lost, and says so.
        }
    }

    /// What happened to the interface.
    enum Change {
        case lost(CaptureError)
        case returned
    }

    private mutating func lose(_ error: CaptureError, at now: Uptime) -> Change {
        capture = nil
        earlierDrops += drops
        drops = 0
        retryAt = now + Self.retryInterval
        return .lost(error)
    }

    private mutating func reopen(at now: Uptime) -> Change? {
        guard now >= (retryAt ?? now) else {
            SystemClock.sleep(.milliseconds(Int64(Self.patienceMilliseconds)))
            return nil
        }
        retryAt = now + Self.retryInterval
        do throws(CaptureError) {
            let capture = try Self.open(configuration)
            linkType = capture.linkType
            self.capture = consume capture
            return .returned
        } catch {
            return nil
        }
    }

    private static func open(_ configuration: Configuration.Capture) throws(CaptureError) -> LiveCapture {
        var options = LiveCaptureOptions()
        options.snapLength = configuration.snapshotLengthBytes
        options.ringLength = configuration.bufferKibibytes * 1_024
        let capture = try LiveCapture(interface: configuration.interface, options: options)
        guard capture.isInterfaceUp else { throw .interfaceDown(configuration.interface) }
        return capture
    }

    /// How long a turn may wait for frames.
    private static let patienceMilliseconds = 500
    private static let retryInterval = Interval.seconds(2)
}
