import Capture
import Fleet
import Timekeeping

/// A capture interface that somebody else has set up.
final class InterfaceListener: FrameSource {
    let name: String
    private(set) var linkType: UInt16
    let requestedFrequencyMegahertz: Int? = nil
    let effectiveFrequencyMegahertz: Int? = nil
    private let options: LiveCaptureOptions
    private var capture: LiveCapture?
    private var retryAt: Uptime?
    /// Frames that the kernel dropped before the present opening.
    private var earlierDrops: UInt64 = 0
    private var drops: UInt64 = 0

    /// Opens the interface.
    init(_ name: String, options: LiveCaptureOptions) throws(CaptureError) {
        self.name = name
        self.options = options
        let capture = try Self.open(name, options)
        linkType = capture.linkType
        self.capture = consume capture
    }

    var radio: AgentInfo.Radio? { capture == nil ? nil : AgentInfo.Radio(interface: name, linkType: Int(linkType)) }

    var kernelDrops: Int { Int(earlierDrops + drops) }

    var descriptors: [Int32] { (capture?.descriptor).map { [$0] } ?? [] }

    var nextDeadline: Uptime? { capture == nil ? retryAt : nil }

    func turn(at now: Uptime, within milliseconds: Int32, _ body: FrameHandler) -> [SourceNews] {
        guard capture != nil else { return reopen(at: now, within: milliseconds) }
        do throws(CaptureError) {
            let count = try capture?.poll(milliseconds: Int(milliseconds)) { _ = body($0, $1) } ?? 0
            // An interface that is set down while it is listened to says nothing.
            if count == 0, capture?.isInterfaceUp == false { throw .interfaceDown(name) }
            return []
        } catch {
            return lose(error, at: now)
        }
    }

    func readStatistics() {
        do throws(CaptureError) {
            if let statistics = try capture?.statistics() { drops = statistics.droppedByKernel }
        } catch {
            // The next turn finds the interface lost, and says so.
        }
    }

    func renew(at now: Uptime) -> [SourceNews] {
        forget()
        do throws(CaptureError) { return try begin() } catch { return lose(error, at: now) }
    }

    func close() { capture = nil }

    private func lose(_ error: CaptureError, at now: Uptime) -> [SourceNews] {
        forget()
        retryAt = now + Self.retryInterval
        return [.silent("\(error)"), .raised(.radioMissing, "\(error)")]
    }

    private func reopen(at now: Uptime, within milliseconds: Int32) -> [SourceNews] {
        guard now >= (retryAt ?? now) else {
            SystemClock.sleep(.milliseconds(Int64(milliseconds)))
            return []
        }
        retryAt = now + Self.retryInterval
        do throws(CaptureError) { return try begin() } catch { return [] }
    }

    private func begin() throws(CaptureError) -> [SourceNews] {
        let capture = try Self.open(name, options)
        linkType = capture.linkType
        self.capture = consume capture
        return [.listening("on \(name)"), .cleared(.radioMissing)]
    }

    private func forget() {
        capture = nil
        earlierDrops += drops
        drops = 0
    }

    private static func open(_ name: String, _ options: LiveCaptureOptions) throws(CaptureError) -> LiveCapture {
        let capture = try LiveCapture(interface: name, options: options)
        guard capture.isInterfaceUp else { throw .interfaceDown(name) }
        return capture
    }

    private static let retryInterval = Interval.seconds(2)
}
