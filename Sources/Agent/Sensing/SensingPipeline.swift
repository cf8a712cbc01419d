import Counting
import Dot11
import Evaluation
import Fleet
import Locating
import Presence
import Privacy
import Timekeeping
import Uplink

/// One sensor from captured bytes to messages: read, pseudonymise, observe, compose.
///
/// This is the one file outside the room `Privacy` that can name an address, and it hands each frame straight on.
struct SensingPipeline: ~Copyable {
    var observer: SiteObserver
    private(set) var composer: Composer
    /// Where frames go at a box of a site of several: to the site's locator, and not to the observer.
    var collector: ScanCollector?
    /// Whether the radio listens.
    private(set) var isListening = true

    private let rules: PresenceRules
    private let followsVisits: Bool
    private let timeZone: TimeZoneRules
    private let table: ClassTable
    private let levels: ZoneLevelThresholds
    private var reader = ProbeReader()
    private var pseudonymizer: Pseudonymizer
    private var generator: Randomness
    private var now: WallTime
    /// Nothing is due at these times.
    private var calm: Range<WallTime>
    private var observations: [Observation] = []
    private var tallies = RadioTallies()
    private var consentedVisits: ConsentedVisits
    private var endedConsents: [ConsentHandle] = []

    /// A pipeline that has heard nothing. `time` is the first frame's, or the present.
    ///
    /// With a follower, keys are those that the site's locator announces; without one, they are its own.
    init(
        _ configuration: Configuration, table: ClassTable = .shipped,
        following follower: consuming KeyFollower? = nil, at time: WallTime, randomness: Randomness
    ) {
        var generator = randomness
        self.table = table
        rules = PresenceRules(configuration)
        followsVisits = configuration.privacy.preset == .pseudonymous
        timeZone = TimeZoneFile.rules(of: configuration.timeZone) ?? .utc
        levels = ZoneLevelThresholds(configuration)
        pseudonymizer = Pseudonymizer(configuration, following: follower, at: time, using: &generator)
        observer = SiteObserver(
            rules: rules, timeZone: timeZone, table: table, levels: levels, followsVisits: followsVisits, at: time)
        composer = Composer(configuration, boot: time)
        consentedVisits = ConsentedVisits(triggers: configuration.offerTriggers(zones: [configuration.zone.id]))
        self.generator = generator
        now = time
        calm = time..<time
    }

    /// What became of the frames of the radio at work.
    var counters: FrameCounters { reader.counters }

    /// From now on, frames come from the radio of this number.
    mutating func listen(with radio: Int) {
        guard radio != tallies.radio else { return }
        tallies.change(
            to: radio, counters: &reader.counters, objections: declined.objections,
            withoutLevel: observer.sightingsWithoutLevel)
    }

    /// What became of the frames of the radio of this number.
    func tally(of radio: Int) -> RadioTally {
        tallies.tally(
            of: radio, counters: reader.counters, objections: declined.objections,
            withoutLevel: observer.sightingsWithoutLevel)
    }

    /// Which link types can be read, by their names in messages.
    static var supportedLinkTypes: String { "802.11 (105), Prism (119), radiotap (127), AVS (163), PPI (192)" }

    /// A frame was captured. Answers false when its link type is none of ``supportedLinkTypes``.
    mutating func captured(
        _ bytes: Span<UInt8>, linkType: UInt16, originalLength: Int, at time: WallTime
    ) -> Bool {
        switch reader.read(bytes, linkType: linkType, originalLength: originalLength) {
        case .foreign: return false
        case .nothing: return true
        case .probe(let probe):
            heard(probe, in: bytes, at: time)
            return true
        }
    }

    /// Lets time pass: keys rotate, visits end, windows close.
    mutating func advance(to time: WallTime) {
        now = time
        if !calm.contains(time) { settle(at: time) }
    }

    /// The sensor hears nothing, for a reason that is not the visitors'.
    mutating func coverageLost(at time: WallTime) {
        isListening = false
        if collector == nil { observer.coverageLost(at: time) }
    }

    /// A counter at the doors, a camera or a person with a tally was read.
    mutating func counted(_ reading: CounterReading) { observer.counted(reading) }

    /// The sensor hears again.
    mutating func coverageReturned(at time: WallTime) {
        isListening = true
        if collector == nil { observer.coverageReturned(at: time) }
    }

    /// Some of the sensor's radios hear nothing, or all hear again.
    mutating func coverageReduced(_ isReduced: Bool, at time: WallTime) {
        if collector == nil { observer.coverageReduced(isReduced, at: time) }
    }

    /// The agent stops: what goes on ends.
    mutating func stopped(at time: WallTime) {
        if collector == nil { observer.stopped(at: time) }
    }

    /// Gives the messages that have come about to `body`, in order.
    mutating func takePublications(clock: ClockQuality, _ body: (Publication) -> Void) {
        guard observer.hasObservations || consentedVisits.hasHeard else { return }
        observer.takeObservations(into: &observations)
        for observation in observations {
            var consent: Consent?
            var isReturning = false
            if case .visit(let event) = observation, let handle = event.visit.consent {
                consent = pseudonymizer.consent(handle)
                isReturning = consentedVisits.noted(event)
                if case .ended = event.kind { observer.consentedVisitEnded(event.visit, isReturning: isReturning) }
            }
            body(
                composer.publication(
                    for: observation, clock: clock, consent: consent, isReturning: isReturning, using: &generator))
        }
        for offer in consentedVisits.takeOffers() {
            guard let consent = pseudonymizer.consent(offer.consent), consent.scopes.contains(.offers) else { continue }
            body(composer.offer(offer, of: consent, using: &generator))
        }
    }

    /// What has to be said of the visits that were heard after `time`, should the agent die.
    mutating func visitMarks(heardAfter time: WallTime, clock: ClockQuality) -> [VisitMark] {
        observer.visits(heardAfter: time).map { composer.mark(of: $0, clock: clock, using: &generator) }
    }

    /// Events are kept: the count of them goes on after `sequence`, and they say what has to be known of their visits.
    mutating func goOn(after sequence: Int) {
        composer.goOn(after: sequence)
        composer.keepsTestaments = true
    }

    /// The clock was set after `time`: what goes on ends by the old clock, so that no figure mixes it with the new one.
    mutating func clockWasSet(at time: WallTime) {
        if collector == nil { observer.stopped(at: time) }
    }

    /// Observes anew by a clock that was set to `time`. What was observed has been taken; what counters taught stays.
    mutating func beginAnew(at time: WallTime) {
        let learnt = observer.peopleModel
        observer = SiteObserver(
            rules: rules, timeZone: timeZone, table: table, levels: levels, followsVisits: followsVisits, at: time)
        observer.peopleModel = learnt
        composer.beginAnew()
        now = time
        calm = time..<time
    }

    /// Somebody has agreed.
    mutating func grant(_ grant: ConsentGrant, at time: WallTime) throws(ConsentRefusal) {
        advance(to: time)
        defer { endConsents(at: time) }
        try pseudonymizer.grant(grant, at: time)
    }

    /// Somebody does not agree any more: the visit ends, and nothing of it is kept.
    mutating func revokeConsent(_ reference: String, at time: WallTime) {
        advance(to: time)
        _ = pseudonymizer.revokeConsent(reference, at: time)
        endConsents(at: time)
    }

    /// Replaces the deny-list. Answers how many records this box could not read.
    mutating func deny(
        _ addresses: [SealedAddress], by key: borrowing EnrolmentKey, site: String, at time: WallTime
    ) -> Int {
        pseudonymizer.deny(addresses, by: key, site: site, at: time)
    }

    /// The consent of the device that has a tag now: for what other sensors heard.
    func consent(of tag: Tag) -> ConsentHandle? { pseudonymizer.consent(of: tag) }

    /// The consents that are in force, by reference.
    var consents: [Consent] { pseudonymizer.allConsents }

    /// Takes the references of the consents that ended: what bears them and has not left is not to leave.
    mutating func takeEndedReferences() -> [String] { pseudonymizer.takeEndedReferences() }

    /// A consent that is in force.
    func consent(_ handle: ConsentHandle) -> Consent? { pseudonymizer.consent(handle) }

    /// Takes the consents that ended, for whoever follows visits in the observer's stead.
    mutating func takeEndedConsents() -> [ConsentHandle] {
        defer { endedConsents = [] }
        return endedConsents
    }

    /// Whether the device that has a tag now is never counted: for what other sensors heard.
    func isDenied(_ tag: Tag) -> Bool { pseudonymizer.isDenied(tag) }

    private mutating func endConsents(at time: WallTime) {
        let ended = pseudonymizer.takeEndedConsents()
        endedConsents = collector == nil ? [] : (endedConsents + ended).suffix(Self.mostEndedConsents)
        for consent in ended {
            observer.consentEnded(consent, at: time)
            consentedVisits.consentEnded(consent)
        }
        calm = now..<now
    }

    /// The site's locator has announced keys.
    mutating func receive(_ announcement: KeyAnnouncement, at time: WallTime) throws(KeyRefusal) {
        advance(to: time)
        defer { calm = now..<now }
        try pseudonymizer.receive(announcement, at: time)
    }

    /// Which key makes tags now.
    var presentKey: KeyName? {
        pseudonymizer.presentKey.map { KeyName(epoch: $0.epoch, chain: UInt32(truncatingIfNeeded: $0.chain)) }
    }

    /// Whether there is no key for the present epoch: then nothing is sighted.
    var isKeyMissing: Bool { pseudonymizer.isKeyMissing }

    /// Probe requests that were left out, and why.
    var declined: Pseudonymizer.Declined { pseudonymizer.declined }

    private mutating func settle(at time: WallTime) {
        pseudonymizer.tick(at: time, using: &generator)
        if collector == nil { observer.advance(to: time) }
        endConsents(at: time)
        calm = collector == nil ? pseudonymizer.calm.clamped(to: observer.calm) : pseudonymizer.calm
    }

    private mutating func heard(_ probe: ProbeRequest, in bytes: Span<UInt8>, at time: WallTime) {
        if time > now { advance(to: time) }
        guard let sighting = pseudonymizer.sighting(of: probe, in: bytes, at: time) else { return }
        if let isKnown = collector?.knows(sighting.tag) {
            collector?.sighted(sighting, formerTag: isKnown ? nil : pseudonymizer.formerTag(of: probe))
            return
        }
        if let consent = sighting.consent { consentedVisits.heard(consent, at: time) }
        if !observer.sightedAgain(sighting, using: &generator) {
            observer.sightedAnew(sighting, formerTag: pseudonymizer.formerTag(of: probe), using: &generator)
        }
    }

    private static let mostEndedConsents = 10_000
}

/// One sensor from captured bytes to sightings and no further, for the evaluation of captures.
struct SightingPipeline: ~Copyable {
    private(set) var census: AddressCensus
    /// Sightings without a level: nobody can say where they came from, and they are not counted.
    private(set) var sightingsWithoutLevel = 0
    /// The first link type that could not be read.
    private(set) var foreignLinkType: UInt16?

    private let minimumLevelDBm: Int
    private var reader = ProbeReader()
    private var pseudonymizer: Pseudonymizer
    private var tracker: PresenceTracker
    private var generator: Randomness

    /// A pipeline that has heard nothing.
    init(_ configuration: Configuration, at time: WallTime, randomness: Randomness) {
        var generator = randomness
        let rules = PresenceRules(configuration)
        pseudonymizer = Pseudonymizer(
            site: configuration.site, epochLength: .seconds(Int64(configuration.privacy.epochSeconds)),
            grace: rules.endAfter, at: time, using: &generator)
        tracker = PresenceTracker(rules: rules, followsVisits: false, at: time)
        census = AddressCensus(using: &generator)
        minimumLevelDBm = rules.minimumLevelDBm
        self.generator = generator
    }

    /// What became of the frames.
    var counters: FrameCounters { reader.counters }

    /// A frame was captured: who was heard, and what that says, when it was a probe request that counts.
    mutating func captured(
        _ bytes: Span<UInt8>, linkType: UInt16, originalLength: Int, at time: WallTime
    ) -> (sighting: Sighting, evidence: ScanEvidence)? {
        let probe: ProbeRequest
        switch reader.read(bytes, linkType: linkType, originalLength: originalLength) {
        case .probe(let found): probe = found
        case .nothing: return nil
        case .foreign:
            foreignLinkType = foreignLinkType ?? linkType
            return nil
        }
        pseudonymizer.tick(at: time, using: &generator)
        guard let sighting = pseudonymizer.sighting(of: probe, in: bytes, at: time) else { return nil }
        guard let level = sighting.levelDBm else {
            sightingsWithoutLevel += 1
            return nil
        }
        if Int(level) >= minimumLevelDBm { census.heard(address: probe.transmitter.bits) }
        let evidence =
            tracker.sightedAgain(sighting, levelDBm: level, using: &generator)
            ?? tracker.sightedAnew(
                sighting, formerTag: pseudonymizer.formerTag(of: probe), levelDBm: level, using: &generator)
        return (sighting, evidence)
    }

    /// The class has counted the scan that was heard last.
    mutating func countedByClass() { tracker.countedByClass() }

    /// The devices that are counted by themselves.
    func followed(from: WallTime, to: WallTime) -> [CountCourse.Followed] {
        var found: [CountCourse.Followed] = []
        tracker.forEachFollowed(from: from, to: to) { signature, _, isRandomised, share in
            found.append(.init(signature: signature.bits, isRandomised: isRandomised, share: share))
        }
        return found
    }

    /// A minute has passed: devices that were not heard for long are forgotten.
    mutating func minutePassed(at time: WallTime) { tracker.forgetTheAbsent(at: time) }

    /// How many addresses were heard at the minimum level or stronger since the last call.
    mutating func takeAddressCount() -> Int { census.takeWindow() }
}

/// Finds the probe requests among captured frames, and counts what becomes of all.
private struct ProbeReader: ~Copyable {
    var counters = FrameCounters()
    private var reader = FrameReader(linkType: .radiotap)

    enum Outcome {
        /// The link type cannot be read.
        case foreign
        /// No probe request, or none that can be trusted.
        case nothing
        case probe(ProbeRequest)
    }

    mutating func read(_ bytes: Span<UInt8>, linkType: UInt16, originalLength: Int) -> Outcome {
        if linkType != reader.linkType.rawValue {
            guard let known = LinkType(rawValue: linkType) else { return .foreign }
            reader = FrameReader(linkType: known)
        }
        counters.frames += 1
        do {
            guard let probe = try reader.probeRequest(in: bytes, originalLength: originalLength) else {
                return .nothing
            }
            guard probe.frameCheck != .incorrect else {
                counters.badFrameChecks += 1
                return .nothing
            }
            counters.probeRequests += 1
            if let frequency = probe.radio.frequencyMegahertz { counters.count(frequencyMegahertz: frequency) }
            return .probe(probe)
        } catch {
            counters.malformed += 1
            return .nothing
        }
    }
}

extension Pseudonymizer {
    /// The pseudonymizer that a configuration asks for.
    fileprivate init(
        _ configuration: Configuration, following follower: consuming KeyFollower?, at time: WallTime,
        using generator: inout some RandomNumberGenerator
    ) {
        let epochLength = Interval.seconds(Int64(configuration.privacy.epochSeconds))
        let grace = PresenceRules(configuration).endAfter
        let tagBits = configuration.privacy.sessionTagBits
        if let follower {
            self.init(
                following: follower, site: configuration.site, epochLength: epochLength, grace: grace,
                tagBits: tagBits, at: time, using: &generator)
        } else {
            self.init(
                site: configuration.site, epochLength: epochLength, grace: grace, tagBits: tagBits, at: time,
                using: &generator)
        }
    }
}
