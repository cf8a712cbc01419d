import Fleet
import Timekeeping

/// What one sensor says for its whole site.
extension Sensor {
    /// The sensor that holds the lease describes the site, and says who has which configuration; one that gave the lease
    /// up does not announce the site's topics again.
    func findVoice(at time: WallTime) {
        let speaks = site.isAlone || correspondence.holdsLease
        guard speaks != speaksForSite else { return }
        speaksForSite = speaks
        let composer = site.composer(boot: time)
        if speaks {
            site.homeAssistant(by: composer).map { broker.submit($0) }
        } else {
            let shared = composer.siteTopics(homeAssistantPrefix: configuration.homeAssistant.prefix)
            broker.handOver(Set(shared + composer.zoneTopics))
        }
        steward?.voiceChanged(speaks, pipeline, at: time).forEach { broker.submit($0) }
    }
}
