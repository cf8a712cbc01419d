import Fleet
import Logging

/// The parts of the agent that deal with people who agreed or objected.
enum PrivacyDesks {
    /// Those that a configuration asks for.
    static func all(_ configuration: Configuration, log: Logger) -> [any Correspondent] {
        var desks: [any Correspondent] = []
        if configuration.consent.enabled {
            desks.append(
                ConsentDesk(site: configuration.site, book: ConsentBook(configuration, log: log)))
        }
        if let desk = DenyDesk(configuration, log: log) { desks.append(desk) }
        return desks
    }
}
