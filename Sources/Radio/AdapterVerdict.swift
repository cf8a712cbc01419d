/// What to think of an adapter as a sensor's ear.
public struct AdapterVerdict: Equatable, Sendable {
    /// In one word. Raw values are printed.
    public enum Grade: String, Comparable, Sendable {
        /// It serves.
        case good
        /// It serves, but.
        case limited
        /// It does not serve, or not so that its numbers can be trusted.
        case bad

        public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

        private var rank: Int { self == .good ? 0 : self == .limited ? 1 : 2 }
    }

    /// In one word.
    public let grade: Grade
    /// Why, in one sentence without a full stop.
    public let reason: String
    /// Who says so; `nil` when the kernel does.
    public let source: String?

    init(_ grade: Grade, _ reason: String, source: String? = nil) {
        self.grade = grade
        self.reason = reason
        self.source = source
    }

    /// The verdict on `adapter`: what the kernel says it cannot do, then what is known of its driver, then the rest.
    init(of adapter: Adapter) {
        let known = KnownDriver.all.first { $0.names.contains(adapter.hardware.driver ?? "") }
        if !adapter.canMonitor {
            let reason = known?.verdictWithoutMonitor ?? "the driver has no monitor mode"
            self.init(.bad, reason, source: known?.source)
        } else if let known {
            self.init(known.grade, known.reason, source: known.source)
        } else if adapter.openBands.isEmpty {
            self.init(.bad, "the regulatory domain opens none of its channels")
        } else if !adapter.addsMonitorsFreely {
            self.init(
                .limited, "not in the list of known drivers, and it may refuse a listener beside another interface")
        } else {
            self.init(.good, "not in the list of known drivers, but the kernel says that it can do all that is needed")
        }
    }
}
