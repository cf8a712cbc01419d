import Agent
import Fleet
import Glibc

/// A site document named on the command line, or in a configuration.
enum SiteArgument {
    /// Reads it, or says what is wrong and ends with the status that fits.
    static func read(_ file: String) throws -> SiteDocument {
        do throws(ConfigurationFileError) { return try SiteFile.read(file) } catch { throw Self.failure(error) }
    }

    /// Reads that of `configuration`, which has to have its sensor; `nil` when it names none.
    static func read(for configuration: Configuration) throws -> SiteDocument? {
        do throws(ConfigurationFileError) { return try SiteFile.read(for: configuration)?.document } catch {
            throw Self.failure(error)
        }
    }

    private static func failure(_ error: ConfigurationFileError) -> any Error {
        switch error {
        case .unreadable: Failure.exit(EX_NOINPUT, error)
        case .invalid: Failure.exit(EX_CONFIG, error)
        }
    }
}

extension SiteDocument {
    /// `site example-shop, version 1: 1 floor, 3 zones, 6 sensors`
    var summary: String {
        func count(_ items: Int, _ word: String) -> String { "\(items) \(word)\(items == 1 ? "" : "s")" }
        return "site \(site), version \(version): \(count(floors.count, "floor")), \(count(zones.count, "zone")), "
            + count(sensors.count, "sensor")
    }
}
