import Glibc

/// Which adapter an installer means.
public enum AdapterSelection: Equatable, Sendable {
    /// The best one that can listen.
    case any
    /// The one with the interface of this name.
    case interface(String)
    /// The one with this name: `phy0`.
    case radio(String)
    /// The one in this USB port: `1-1.2`.
    case usb(path: String)

    /// The selection written as `any`, `phy0`, `usb:1-1.2`, or an interface's name; `nil` for what can be none of these.
    public init?(_ text: String) {
        if text == "any" {
            self = .any
        } else if text.hasPrefix("usb:"), text.count > 4 {
            self = .usb(path: String(text.dropFirst(4)))
        } else if text.hasPrefix("phy"), text.count > 3, text.dropFirst(3).allSatisfy(\.isNumber) {
            self = .radio(text)
        } else if (1...15).contains(text.utf8.count), !text.contains("/"), !text.contains(":"), !text.contains(" ") {
            self = .interface(text)  // linux/if.h IFNAMSIZ
        } else {
            return nil
        }
    }

    /// The adapter of `catalog` that is meant, and that can listen.
    ///
    /// - Parameter lost: the hardware that was used before it was unplugged. The same product is taken for the one that
    ///   was meant, whatever its port and its name are now.
    /// - Throws: ``RadioError`` with `ENODEV` when there is none, or `EOPNOTSUPP` when it cannot listen.
    public func adapter(in catalog: AdapterCatalog, returning lost: AdapterHardware? = nil) throws(RadioError)
        -> Adapter
    {
        if self == .any {
            let capable = catalog.adapters.filter { $0.canMonitor && !$0.openBands.isEmpty }
            guard let best = capable.min(by: Self.isBetter) else {
                throw RadioError("find an adapter that can listen", code: ENODEV, cure: "see: footfall radios")
            }
            return best
        }
        let returned = lost.flatMap { lost in catalog.adapters.first { $0.hardware.isSameKind(as: lost) } }
        guard let adapter = catalog.adapters.first(where: means) ?? returned else {
            throw RadioError("use \(self)", code: ENODEV, cure: "is it plugged in? see: footfall radios")
        }
        guard adapter.canMonitor else {
            throw RadioError(
                "use \(self)", code: EOPNOTSUPP, detail: adapter.verdict.reason, cure: "see: footfall radios")
        }
        return adapter
    }

    private func means(_ adapter: Adapter) -> Bool {
        switch self {
        case .any: true
        case .interface(let name): adapter.interfaces.contains { $0.name == name }
        case .radio(let name): adapter.name == name
        case .usb(let path): adapter.hardware.bus == .usb && adapter.hardware.path == path
        }
    }

    /// Free ones first, then the better verdict, then more bands, then the one that was there first.
    private static func isBetter(_ left: Adapter, _ right: Adapter) -> Bool { rank(left) < rank(right) }

    private static func rank(_ adapter: Adapter) -> (Int, Int, Int, UInt32) {
        let occupation =
            switch adapter.occupation {
            case .free: 0
            case .idle: 1
            case .serving: 2
            case .connected: 3
            }
        let grade = adapter.verdict.grade
        return (
            grade == .bad ? 1 : 0, occupation * 2 + (grade == .good ? 0 : 1), -adapter.openBands.count, adapter.radio
        )
    }
}

extension AdapterSelection: CustomStringConvertible {
    /// As it is written in a configuration.
    public var description: String {
        switch self {
        case .any: "any"
        case .interface(let name), .radio(let name): name
        case .usb(let path): "usb:\(path)"
        }
    }
}
