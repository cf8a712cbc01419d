public import Presence
public import Privacy
public import Timekeeping
public import Uplink

/// Puts what happens into the words of the outside contract: topics, payloads, quality of service, retention.
public struct Composer: Sendable {
    /// The topics that it writes to.
    public let topics: Topics

    /// The topics by which the sensor is looked after.
    public let fleetTopics: FleetTopics
    private let site: String
    private let sensor: String
    private let zones: [String]
    private let payload: CountPayload
    private let budget: NoiseBudget?
    /// For each zone, what was told of it.
    private var disclosures: [ZoneDisclosure] = []
    private let boot: WallTime
    /// Whether visit events carry what the ledger has to know of the visit.
    public var keepsTestaments = false
    /// The number of the last event.
    var sequence = 0

    /// A composer for one sensor.
    ///
    /// - Parameters:
    ///   - zones: The identifiers of the zones that it speaks for, in the site's order, at least one.
    ///   - budget: The noise of exported counts; `nil` for none.
    ///   - boot: When the agent started.
    public init(
        site: String, sensor: String, zones: [String], withholding: Withholding, budget: NoiseBudget? = nil,
        boot: WallTime
    ) {
        topics = Topics(site: site, sensor: sensor, zones: zones)
        fleetTopics = FleetTopics(site: site, sensor: sensor)
        self.site = site
        self.sensor = sensor
        self.zones = zones
        self.boot = boot
        payload = CountPayload(withholding: withholding)
        self.budget = budget
        beginAnew()
    }

    /// Windows begin anew, and with them what was told of them.
    public mutating func beginAnew() {
        disclosures = zones.map { _ in ZoneDisclosure(withholding: payload.withholding, budget: budget) }
    }

    /// The message for an observation.
    public mutating func publication(
        for observation: Observation, clock: ClockQuality, consent: Consent? = nil, isReturning: Bool = false,
        using generator: inout some RandomNumberGenerator
    ) -> Publication {
        switch observation {
        case .visit(let event):
            visit(event, clock: clock, consent: consent, isReturning: isReturning, using: &generator)
        case .occupancy(let occupancy):
            state(topics.occupancy[occupancy.zone], payload.occupancy(occupancy, zone: zones[occupancy.zone]))
        case .footfall(let footfall):
            window(topics.footfall[footfall.zone], release(footfall, using: &generator))
        case .flows(let flows): window(topics.flow, payload(of: flows, using: &generator))
        case .level(let change): level(change, using: &generator)
        }
    }

    /// The message that says whether the agent runs.
    public func status(_ state: AgentState, at time: WallTime) -> Publication {
        self.state(topics.status, StatusPayload(state: state, at: time, boot: boot).json)
    }

    /// The message that says what the agent is.
    public func info(_ info: AgentInfo) -> Publication { state(topics.info, info.json) }

    /// The message that says what is wrong.
    public func alert(_ alerts: [Alert]) -> Publication { state(topics.alert, Alert.json(alerts)) }

    /// The message that leads the site's sensors to the next epoch's key.
    public func keys(_ announcement: KeyAnnouncement) -> Publication { state(topics.keys, announcement.json) }

    /// The message that says how the agent does.
    public func health(_ report: HealthReport) -> Publication {
        Publication(topic: topics.health, payload: report.json, quality: .atMostOnce, importance: .telemetry)
    }

    /// The message that describes the site to Home Assistant.
    ///
    /// - Parameters:
    ///   - prefix: The first levels of the topics that Home Assistant listens to.
    ///   - version: The version of the agent.
    ///   - sensors: All sensors of the site; `nil` for one that is alone.
    ///   - speakers: Those of them that may speak for the site.
    public func homeAssistant(
        prefix: String, version: String, sensors: [String]? = nil, speakers: [String]? = nil
    ) -> Publication {
        let discovery = HomeAssistantDiscovery(
            site: site, sensors: sensors ?? [sensor], speakers: speakers ?? [sensor], zones: zones, topics: topics,
            version: version)
        return state(topics.homeAssistantDevice(prefix: prefix), discovery.document.json())
    }

    /// The retained topics of the zones.
    public var zoneTopics: [String] { topics.occupancy + topics.footfall }

    /// The retained topics that a site has once, whoever speaks for it.
    public func siteTopics(homeAssistantPrefix prefix: String) -> [String] {
        [
            topics.homeAssistantDevice(prefix: prefix), topics.keys, Topics.lease(site: site), fleetTopics.siteReported,
            Topics.calibration(site: site), topics.flow,
        ]
    }

    /// The retained topics of the sensor, its status last: until that goes, it says that somebody is at work.
    public var ownTopics: [String] { [topics.info, topics.alert, fleetTopics.reported, topics.status] }

    /// The message that takes away what the broker keeps on a topic: an empty one (MQTT 3.1.1 §3.3.1.3).
    public func clearance(of topic: String) -> Publication { state(topic, []) }

    private mutating func level(
        _ change: ZoneLevelChange, using generator: inout some RandomNumberGenerator
    ) -> Publication {
        sequence += 1
        let envelope = CloudEvent(
            identifier: CloudEvent.identifier(at: change.time, using: &generator), source: topics.source,
            type: "footfall.zone.level.v1", subject: .identifier(zones[change.zone]), time: change.time,
            dataSchema: "urn:footfall:schema:level:1", sequence: sequence)
        let data = LevelPayload(change: change, site: site, zone: zones[change.zone])
        var publication = Publication(
            topic: topics.level, payload: envelope.json { data.write(to: &$0) }, importance: .event)
        publication.sequence = sequence
        return publication
    }

    private mutating func visit(
        _ event: VisitEvent, clock: ClockQuality, consent: Consent?, isReturning: Bool,
        using generator: inout some RandomNumberGenerator
    ) -> Publication {
        if let consent, case .ended = event.kind {
            disclosures[event.visit.zone ?? 0].segments.visitEnded(segment: consent.segment)
        }
        sequence += 1
        var publication = Publication(
            topic: topics.visit(event.kind),
            payload: payload(
                of: event, sequence: sequence, clock: clock, consent: consent, isReturning: isReturning,
                using: &generator),
            importance: .event)
        publication.sequence = sequence
        guard keepsTestaments else { return publication }
        if case .ended = event.kind {
            publication.visit = VisitMark(key: event.visit.identifier.key, testament: nil)
        } else {
            publication.visit = mark(of: event.visit, clock: clock, using: &generator)
        }
        return publication
    }

    func payload(
        of event: VisitEvent, sequence: Int, clock: ClockQuality, consent: Consent? = nil, isReturning: Bool = false,
        using generator: inout some RandomNumberGenerator
    ) -> [UInt8] {
        let envelope = CloudEvent(
            identifier: CloudEvent.identifier(at: event.time, using: &generator), source: topics.source,
            type: event.kind.eventType, subject: .visit(event.visit.identifier.words), time: event.time,
            dataSchema: "urn:footfall:schema:visit:1", sequence: sequence)
        let data = VisitPayload(
            event: event, site: site, zones: zones, clock: clock, consent: consent, isReturning: isReturning)
        return envelope.json { data.write(to: &$0) }
    }

    /// The event that says to whom an offer may be made.
    public mutating func offer(
        _ offer: ConsentedVisits.Offer, of consent: Consent, using generator: inout some RandomNumberGenerator
    ) -> Publication {
        sequence += 1
        let envelope = CloudEvent(
            identifier: CloudEvent.identifier(at: offer.time, using: &generator), source: topics.source,
            type: "footfall.offer.eligible.v1", subject: .visit(offer.visit.words), time: offer.time,
            dataSchema: "urn:footfall:schema:offer-eligible:1", sequence: sequence)
        let data = OfferPayload(offer: offer, consent: consent, site: site, zone: zones[offer.trigger.zone])
        var publication = Publication(
            topic: topics.offerEligible, payload: envelope.json { data.write(to: &$0) }, importance: .event)
        publication.sequence = sequence
        return publication
    }

    private mutating func release(
        _ footfall: Footfall, using generator: inout some RandomNumberGenerator
    ) -> [UInt8] {
        let release = disclosures[footfall.zone].release(footfall, using: &generator)
        return payload.footfall(release, of: footfall, zone: zones[footfall.zone])
    }

    private func payload(of flows: ZoneFlows, using generator: inout some RandomNumberGenerator) -> [UInt8] {
        FlowPayload(
            flows, zones: zones, disclosures: disclosures, withholding: payload.withholding, budget: budget,
            using: &generator
        ).json
    }

    private func window(_ topic: String, _ payload: [UInt8]) -> Publication {
        Publication(topic: topic, payload: payload, isRetained: true, importance: .event)
    }

    private func state(_ topic: String, _ payload: [UInt8]) -> Publication {
        Publication(topic: topic, payload: payload, isRetained: true, importance: .state)
    }
}
