import Capture
import Fleet
import Glibc
import Radio
import Survey
import Timekeeping

/// The probe requests that an access point's hostapd tells of, for radios that are busy serving.
///
/// hostapd tells of those requests only that it answers: to everybody, or to its own network (hostap src/ap/beacon.c).
/// It is asked how it is every two seconds, and told anew to send events: it forgets listeners that fall behind.
final class HostapdListener: FrameSource {
    /// How it stands with hostapd.
    private enum Condition: Equatable {
        /// Asked, and not answered yet.
        case asking
        /// It is not there, or does not answer.
        case missing(String)
        /// It is there, and will tell of nothing.
        case deaf(String)
        /// It tells of what it hears on this frequency in MHz.
        case listening(UInt16?)
    }

    let name: String
    let linkType: UInt16 = 127  // LINKTYPE_IEEE802_11_RADIOTAP
    let requestedFrequencyMegahertz: Int? = nil
    let kernelDrops = 0
    private let path: String
    private var socket: HostapdSocket?
    private var condition = Condition.asking
    private var alert: Alert.Kind?
    private var news: [SourceNews] = []
    private var nextActAt: Uptime
    private var unanswered = 0
    private var isAttached = false
    private var reader = HostapdReader()

    /// Listens to the hostapd whose control socket is at `path`, as soon as it is there.
    init(_ path: String, at now: Uptime) {
        self.path = path
        name = HostapdExamination.interface(ofSocket: path)
        nextActAt = now
        act(at: now)
    }

    var radio: AgentInfo.Radio? {
        guard case .listening(let frequency) = condition else { return nil }
        return AgentInfo.Radio(hostapd: name, frequencyMegahertz: frequency)
    }

    var effectiveFrequencyMegahertz: Int? {
        guard case .listening(let frequency?) = condition else { return nil }
        return Int(frequency)
    }

    var descriptors: [Int32] { (socket?.descriptor).map { [$0] } ?? [] }

    var nextDeadline: Uptime? { nextActAt }

    func turn(at now: Uptime, within milliseconds: Int32, _ body: FrameHandler) -> [SourceNews] {
        let patience = min(milliseconds, Int32(clamping: max((nextActAt - now).nanoseconds, 0) / 1_000_000))
        if socket == nil { SystemClock.sleep(.milliseconds(Int64(patience))) } else { hear(within: patience, body) }
        if now >= nextActAt { act(at: now) }
        defer { news = [] }
        return news
    }

    func readStatistics() {}

    func renew(at now: Uptime) -> [SourceNews] {
        close()
        act(at: now)
        defer { news = [] }
        return news
    }

    func close() {
        try? socket?.say(HostapdCommand.detach)
        socket = nil
    }

    /// Connects or asks, whichever is due.
    private func act(at now: Uptime) {
        nextActAt = now + Self.askInterval
        do throws(HostapdError) {
            if socket == nil {
                socket = try HostapdSocket(path: path)
                (unanswered, isAttached) = (0, false)
            }
            guard unanswered < Self.mostUnanswered else { throw HostapdError(path: path, code: ETIMEDOUT) }
            unanswered += 1
            try socket?.say(HostapdCommand.attach)
            try socket?.say(HostapdCommand.status)
        } catch {
            lose("\(error)")
        }
    }

    private func hear(within milliseconds: Int32, _ body: FrameHandler) {
        socket?.wait(milliseconds: milliseconds)
        let frequency = effectiveFrequencyMegahertz.map { UInt16($0) }
        do throws(HostapdError) {
            for _ in 0..<Self.mostMessagesPerTurn {
                switch try reader.next(from: socket, frequencyMegahertz: frequency, body) {
                case .answer(let answer): take(answer)
                case .farewell: return lose("hostapd at \(path) has ended")
                case .probe, .event: break
                case nil: return
                }
            }
        } catch {
            lose("\(error)")
        }
    }

    private func take(_ answer: HostapdAnswer) {
        unanswered = 0
        switch answer {
        case .done: isAttached = true
        case .refused: become(.deaf(HostapdExamination.refusal(path)))
        case .status("ENABLED", let frequency): if isAttached { become(.listening(frequency)) }
        case .status(let state, _): become(.deaf("the access point of \(path) does not serve (\(state))"))
        case .other: break
        }
    }

    private func lose(_ reason: String) {
        socket = nil
        become(.missing(reason))
    }

    private func become(_ condition: Condition) {
        guard condition != self.condition else { return }
        self.condition = condition
        switch condition {
        case .asking: break
        case .missing(let reason): fall(silent: reason, .radioMissing)
        case .deaf(let reason): fall(silent: reason, .radioDeaf)
        case .listening(let frequency):
            let place = frequency.map { " on \($0) MHz" } ?? ""
            news.append(.listening("to what hostapd tells of \(name)\(place)"))
            raise(nil, "")
        }
    }

    private func fall(silent reason: String, _ kind: Alert.Kind) {
        news.append(.silent(reason))
        raise(kind, reason)
    }

    private func raise(_ kind: Alert.Kind?, _ reason: String) {
        if let alert, alert != kind { news.append(.cleared(alert)) }
        if let kind { news.append(.raised(kind, reason)) }
        alert = kind
    }

    private static let askInterval = Interval.seconds(2)
    private static let mostUnanswered = 3
    private static let mostMessagesPerTurn = 1_024
}

extension AgentInfo.Radio {
    /// What is told of an access point's daemon.
    fileprivate init(hostapd name: String, frequencyMegahertz: UInt16?) {
        let adapters = (try? AdapterCatalog.read())?.adapters ?? []
        let adapter = adapters.first { $0.interfaces.contains { $0.name == name } }
        self.init(
            interface: name, linkType: 127,
            adapter: AgentInfo.Adapter(
                driver: adapter?.hardware.driver, bus: adapter?.hardware.bus.rawValue ?? "other",
                bands: adapter?.openBands.map(\.description) ?? [],
                channels: frequencyMegahertz.map { [Int($0)] } ?? [], channelOwner: name,
                verdict: AdapterVerdict.Grade.limited.rawValue,
                reason: "hostapd tells only of requests that the access point answers"))
    }
}
