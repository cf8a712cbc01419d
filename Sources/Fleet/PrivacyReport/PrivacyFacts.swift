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
    let hasDenyList: Bool
    let offer: String?
    let isEncrypted: Bool
    let hasHomeAssistant: Bool
    let logLevel: String

    init(_ configuration: Configuration) {
        site = configuration.site
        sensor = configuration.sensor
        zones = [configuration.zone.id]
        isAnonymous = configuration.privacy.preset == .anonymous
        k = configuration.privacy.k
        epochMinutes = (configuration.privacy.epochSeconds + 59) / 60
        horizonMinutes = (configuration.privacy.epochSeconds + configuration.presence.endAfterSeconds + 59) / 60
        sessionTagBits = configuration.privacy.sessionTagBits
        idleMinutes = (configuration.presence.idleAfterSeconds + 59) / 60
        endMinutes = (configuration.presence.endAfterSeconds + 59) / 60
        takesConsent = configuration.consent.enabled
        hasDenyList = configuration.consent.denyFile != nil
        offer = configuration.consent.enabled ? configuration.offers.name : nil
        isEncrypted = configuration.broker.url.hasPrefix("mqtts:")
        hasHomeAssistant = configuration.homeAssistant.enabled
        logLevel = configuration.log.level.rawValue
    }
}
