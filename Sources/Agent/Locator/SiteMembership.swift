import Fleet
import Presence
import Privacy
import Signing
import Timekeeping

/// What the site's document says of this box.
struct SiteMembership {
    let document: SiteDocument
    let sensor: SiteDocument.Sensor

    /// The membership that a configuration names; `nil` for a sensor alone.
    init?(_ configuration: Configuration) throws(RunError) {
        do throws(ConfigurationFileError) {
            guard let found = try SiteFile.read(for: configuration) else { return nil }
            document = found.document
            sensor = found.sensor
        } catch { throw .site(error) }
    }

    /// Whether the box listens for the site.
    var listens: Bool { sensor.roles.contains(.sensor) }

    /// How many boxes are asked before this one to be the locator; `nil` when it may not be.
    var rank: Int? { document.locators.firstIndex { $0.id == sensor.id } }

    /// Whether keys have to come from the site's locator: a box that is alone makes its own.
    var sharesKeys: Bool { document.sensors.count > 1 }

    /// By what the announcements of the site's locators are verified.
    var signingKeys: [PublicKey] {
        document.locators.compactMap { $0.signingKey.flatMap { PublicKey(base64URL: Base64URL.text($0)) } }
    }

    /// On which side of the door each zone lies.
    var zoneKinds: [ZoneKind] { document.zones.map { $0.kind == .inside ? .inside : .outside } }

    /// The composer of what is said for the whole site.
    func composer(_ configuration: Configuration, boot: WallTime) -> Composer {
        Composer(configuration, zones: document.zones.map(\.id), boot: boot)
    }
}
