import Radio
import Survey

/// The adapters, one line each.
enum ListCommand {
    static func run() throws(RadioError) {
        for adapter in try AdapterCatalog.read().adapters {
            let open = adapter.channels.filter(\.isOpenToListeners)
            JSONLine("adapter").with("name", adapter.name)
                .with("driver", adapter.hardware.driver ?? "").with("bus", adapter.hardware.bus.rawValue)
                .with("path", adapter.hardware.path)
                .with("bands", adapter.openBands.map(\.description))
                .with("open", open.map { Int($0.channel.frequencyMegahertz) })
                .with("listenOnly", open.count { $0.use == .listenOnly })
                .with("canMonitor", adapter.canMonitor)
                .with("country", adapter.domain?.country ?? "")
                .with("interfaces", adapter.interfaces.map { "\($0.name) \($0.role) \($0.isUp ? "up" : "down")" })
                .with("occupation", "\(adapter.occupation)")
                .with("verdict", adapter.verdict.grade.rawValue).with("reason", adapter.verdict.reason)
                .print()
        }
    }
}

/// Removes the interfaces of earlier runs.
enum LeftoversCommand {
    static func run() throws(RadioError) {
        let removed = try MonitorInterface.removeLeftovers(in: try AdapterCatalog.read())
        JSONLine("leftovers").with("removed", removed).print()
    }
}
