import Presence
import Privacy

/// What a configuration in force means for people, in numbers: what reports and templates are made of.
struct PrivacyFacts: Equatable {
    let site: String
    let sensor: String
    let zones: [String]
    let isAnonymous: Bool
    let k: Int
    let epochMinutes: Int
    /// How long a device can be recognised after its last frame, at the most: the rest of its epoch, and the grace.
    let horizonMinutes: Int
    let sessionTagBits: Int
    let idleMinutes: Int
    let endMinutes: Int
    let takesConsent: Bool
    let keepsConsents: Bool
    let hasDenyList: Bool
    let noise: NoiseBudget?
    /// Whether events wait on the disk for the broker.
    let hasStorage: Bool
    /// The sensors of a site of several, and those of them that may be its locator; none for one sensor alone.
    let sensors, locators: [String]
    let offer: String?
    let isEncrypted: Bool
    let hasHomeAssistant: Bool
    let logLevel: String

    init(_ configuration: Configuration, site document: SiteDocument? = nil) {
        site = configuration.site
        sensor = configuration.sensor
        zones = document?.zones.map(\.id) ?? [configuration.zone.id]
        let isShared = (document?.sensors.count ?? 1) > 1
        sensors = isShared ? document?.sensors.map(\.id) ?? [] : []
        locators = isShared ? document?.locators.map(\.id) ?? [] : []
        isAnonymous = configuration.privacy.preset == .anonymous
        k = configuration.privacy.k
        epochMinutes = (configuration.privacy.epochSeconds + 59) / 60
        horizonMinutes = (configuration.privacy.epochSeconds + configuration.presence.endAfterSeconds + 59) / 60
        sessionTagBits = configuration.privacy.sessionTagBits
        idleMinutes = (configuration.presence.idleAfterSeconds + 59) / 60
        endMinutes = (configuration.presence.endAfterSeconds + 59) / 60
        takesConsent = configuration.consent.enabled
        keepsConsents = configuration.consent.enabled && configuration.consent.consentFile != nil
        noise = configuration.privacy.noise.budget
        hasStorage = configuration.storage.directory != nil
        hasDenyList = configuration.consent.denyFile != nil
        offer = configuration.consent.enabled ? configuration.offers.name : nil
        isEncrypted = configuration.broker.url.hasPrefix("mqtts:")
        hasHomeAssistant = configuration.homeAssistant.enabled
        logLevel = configuration.log.level.rawValue
    }
}
