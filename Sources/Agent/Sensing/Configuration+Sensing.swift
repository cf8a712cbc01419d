import Counting
import Fleet
import Presence
import Privacy
import Timekeeping

extension Composer {
    /// The composer that a configuration asks for.
    init(_ configuration: Configuration, zones: [String]? = nil, boot: WallTime) {
        self.init(
            site: configuration.site, sensor: configuration.sensor, zones: zones ?? [configuration.zone.id],
            withholding: Withholding(k: configuration.privacy.k), budget: configuration.privacy.noise.budget,
            boot: boot)
    }
}

extension ZoneLevelThresholds {
    /// The thresholds that a configuration asks for: none is below k, or its event would tell a small number.
    init(_ configuration: Configuration) {
        let (levels, k) = (configuration.levels, configuration.privacy.k)
        self.init(
            normal: Double(max(levels.normalPeople, k)), busy: Double(max(levels.busyPeople, k)),
            crowded: Double(max(levels.crowdedPeople, k)))
    }
}

extension PresenceRules {
    /// The rules that a configuration asks for.
    init(_ configuration: Configuration) {
        let presence = configuration.presence
        self.init(
            minimumLevelDBm: configuration.zone.minimumLevelDBm,
            idleAfter: .seconds(Int64(presence.idleAfterSeconds)), endAfter: .seconds(Int64(presence.endAfterSeconds)),
            visitorAfter: .seconds(Int64(presence.visitorAfterSeconds)),
            engagedAfter: .seconds(Int64(presence.engagedAfterSeconds)))
    }
}
