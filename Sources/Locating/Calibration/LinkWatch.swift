/// Watches the links between things that never move: how loud each sensor hears each fixed transmitter (another box, an
/// access point). A link that changes by more than 6 dB tells of a sensor that was moved or has lost its antenna.
///
/// Source: science page 1.7. Links serve for health and offsets alone: their exponent is not that of phones.
public struct LinkWatch: Equatable, Sendable {
    /// Who is heard by whom.
    public struct Link: Hashable, Sendable {
        /// The transmitter, by a name of the operator's.
        public var transmitter: String
        /// The sensor.
        public var sensor: String

        /// The link from `transmitter` to `sensor`.
        public init(from transmitter: String, to sensor: String) {
            self.transmitter = transmitter
            self.sensor = sensor
        }
    }

    /// What has become of a link.
    public enum Change: Equatable, Sendable {
        /// The sensor hears the transmitter so many decibels louder (negative: fainter) than it did.
        case level(Link, decibels: Double)
        /// It does not hear it any more.
        case lost(Link)
    }

    /// Decibels from which a change is told.
    public let threshold: Double
    private var links: [Link: State] = [:]

    private struct State: Equatable {
        /// Mean level over the days before, in dBm.
        var usual: Double?
        var sum = 0.0
        var count = 0
    }

    /// A watch that knows no link yet.
    public init(threshold: Double = 6) { self.threshold = threshold }

    /// A frame came over a link at this level in dBm. Beyond ``mostLinks`` further links are not watched.
    public mutating func heard(_ link: Link, levelDBm: Double) {
        guard links[link] != nil || links.count < Self.mostLinks else { return }
        links[link, default: State()].sum += levelDBm
        links[link, default: State()].count += 1
    }

    /// A day is over: what has changed against the days before, in the order of the links' names. A changed link keeps
    /// what was usual, so that it is told again until ``forget(sensor:)`` says that all is well as it is.
    public mutating func dayEnded() -> [Change] {
        var changes: [Change] = []
        for (link, state) in links.sorted(by: {
            ($0.key.sensor, $0.key.transmitter) < ($1.key.sensor, $1.key.transmitter)
        }) {
            var next = State(usual: state.usual)
            if state.count >= Self.fewest {
                let level = state.sum / Double(state.count)
                let change = state.usual.map { level - $0 } ?? 0
                if abs(change) > threshold {
                    changes.append(.level(link, decibels: change))
                } else {
                    next.usual = (state.usual ?? level) + Self.weight * change
                }
            } else if state.usual != nil {
                changes.append(.lost(link))
            }
            links[link] = next.usual == nil ? nil : next
        }
        return changes
    }

    /// A sensor was moved or mended on purpose: its links are learnt anew.
    public mutating func forget(sensor: String) { links = links.filter { $0.key.sensor != sensor } }

    private static let mostLinks = 1024
    /// Frames in a day from which a mean counts.
    private static let fewest = 20
    private static let weight = 0.3
}
