import Fleet
import Radio

/// Whether this process may do what the agent does.
enum CapabilityCheck {
    static func findings(_ configuration: Configuration?) -> [Finding] {
        let needed = needed(by: configuration?.capture ?? Configuration.Capture(adapter: "any"))
        guard !needed.isEmpty else { return [Finding("capabilities", .ok, "none is needed")] }
        guard let held = held(inStatus: TextFile.contents(of: "/proc/self/status") ?? "") else {
            return [Finding("capabilities", .warning, "cannot tell: /proc is not there", cure: "mount /proc")]
        }
        let missing = needed.filter { held & 1 << $0.bit == 0 }.map(\.name)
        guard missing.isEmpty else {
            let cure =
                "run this as root, or as the service runs: AmbientCapabilities=\(needed.map(\.name).joined(separator: " "))"
            return [Finding("capabilities", .problem, "\(missing.joined(separator: " and ")) missing here", cure: cure)]
        }
        return [Finding("capabilities", .ok, "\(needed.map(\.name).joined(separator: " and ")) held")]
    }

    private static func needed(by capture: Configuration.Capture) -> [Capability] {
        if !capture.ownedAdapters.isEmpty { return [administration, rawSockets] }
        return capture.interface == nil ? [] : [rawSockets]
    }

    /// The effective set. Source: proc_pid_status(5), `CapEff`.
    static func held(inStatus text: String) -> UInt64? {
        let line = text.split(separator: "\n").first { $0.hasPrefix("CapEff:") }
        return line?.split(separator: "\t").last.flatMap { UInt64($0, radix: 16) }
    }

    private struct Capability {
        let name: String
        let bit: UInt64
    }

    // linux/capability.h
    private static let administration = Capability(name: "CAP_NET_ADMIN", bit: 12)
    private static let rawSockets = Capability(name: "CAP_NET_RAW", bit: 13)
}
