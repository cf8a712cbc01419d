import Capture
import Fleet
import Timekeeping

/// All that the agent listens with, as one: it waits for all at once, and says how many of them hear. For one thread.
final class SourceGroup {
    /// How many of the sources hear.
    enum Hearing {
        case all
        case some
        case none
    }

    /// Takes a frame of the source with this number, and that source's link type; answers as ``FrameHandler`` does.
    typealias Handler = (_ source: Int, _ linkType: UInt16, CapturedFrame, Span<UInt8>) -> UInt16?

    let sources: [any FrameSource]
    private var isHearing: [Bool]
    private var alerts = SharedAlerts()
    private var team: AdapterTeam
    /// How long a turn may wait for frames: what else the agent does waits as long.
    var mostPatienceMilliseconds: Int32 = 500

    /// A group of `sources`, at least one.
    init(_ sources: [any FrameSource], at now: Uptime) {
        precondition(!sources.isEmpty, "an agent listens with something")
        self.sources = sources
        isHearing = sources.map { _ in true }
        team = AdapterTeam(sources)
        team.divide(at: now)
    }

    var hearing: Hearing {
        if isHearing.allSatisfy(\.self) { return .all }
        return isHearing.contains(true) ? .some : .none
    }

    /// Whether something is there to listen with, where the box is to listen.
    var isListening: Bool { sources.contains(where: \.isWell) }

    var name: String { sources.map(\.name).joined(separator: ", ") }

    /// Waits for frames, gives them to `body`, and does what is due. Answers what has changed for the agent, in order.
    func turn(at now: Uptime, _ body: Handler) -> [SourceNews] {
        guard sources.count > 1 else { return turn(0, at: now, within: mostPatienceMilliseconds, body) }
        let due = sources.compactMap(\.nextDeadline).min()
        let milliseconds = due.map { max(($0 - now).nanoseconds + 999_999, 0) / 1_000_000 }
        Descriptors.wait(
            for: sources.flatMap(\.descriptors),
            milliseconds: Int32(clamping: min(milliseconds ?? .max, Int64(mostPatienceMilliseconds))))
        let present = SystemClock.uptime
        let news = sources.indices.flatMap { turn($0, at: present, within: 0, body) }
        team.divide(at: present)
        return news
    }

    func readStatistics() { sources.forEach { $0.readStatistics() } }

    /// Sets everything up anew. Answers what has changed for the agent, in order.
    func renew(at now: Uptime) -> [SourceNews] {
        defer { team.divide(at: now) }
        return sources.indices.flatMap { number in
            sources[number].renew(at: now).flatMap { shared($0, from: number) }
        }
    }

    func close() { sources.forEach { $0.close() } }

    private func turn(_ number: Int, at now: Uptime, within milliseconds: Int32, _ body: Handler) -> [SourceNews] {
        let source = sources[number]
        let linkType = source.linkType
        var count = 0
        let news = source.turn(at: now, within: milliseconds) { frame, bytes in
            count += 1
            return body(number, linkType, frame, bytes)
        }
        if count > 0 { team.heard(frames: count, by: source) }
        return news.flatMap { shared($0, from: number) }
    }

    private func shared(_ news: SourceNews, from number: Int) -> [SourceNews] {
        switch news {
        case .listening: isHearing[number] = true
        case .silent: isHearing[number] = false
        case .raised(let kind, let message): return [alerts.raise(kind, message, by: number)]
        case .cleared(let kind): return alerts.clear(kind, by: number).map { [$0] } ?? []
        case .remark: break
        }
        return [news]
    }
}
