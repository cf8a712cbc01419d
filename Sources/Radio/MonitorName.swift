/// The names of the interfaces that this agent adds.
enum MonitorName {
    /// The name of the interface on radio number `radio`: `footfall0`.
    static func name(radio: UInt32) -> String { prefix + String(radio) }

    /// Whether an earlier run, here or on a radio that had another number then, may have given this name.
    static func isOurs(_ interface: WirelessInterface) -> Bool {
        let number = interface.name.dropFirst(prefix.count)
        return interface.role == .monitor && interface.name.hasPrefix(prefix) && !number.isEmpty
            && number.allSatisfy(\.isNumber)
    }

    private static let prefix = "footfall"
}
