import Presence
public import Timekeeping
public import Uplink

/// A sensor that only speaks: the messages of the contract with their samples' figures, at the times that it is told.
public struct SampleSensor: Sendable {
    private var composer: Composer

    /// A sensor with a zone of its own; all are identifiers.
    public init(site: String, sensor: String, zone: String) {
        composer = ContractSample.composer(site: site, sensor: sensor, zone: zone)
    }

    /// Whether it runs.
    public func status(_ state: AgentState, at time: WallTime) -> Publication { composer.status(state, at: time) }

    /// What it says once in each life.
    public func introduction() -> [Publication] { [composer.info(ContractSample.info), composer.alert([])] }

    /// How it does.
    public func health(at time: WallTime) -> Publication {
        var report = ContractSample.health
        report.at = time
        return composer.health(report)
    }

    /// How full its zone is.
    public mutating func occupancy(at time: WallTime, using generator: inout some RandomNumberGenerator) -> Publication
    {
        var occupancy = ContractSample.occupancy
        (occupancy.from, occupancy.to) = (time - .minutes(15), time)
        return composer.publication(for: .occupancy(occupancy), clock: .synchronised, using: &generator)
    }

    /// What the last quarter of an hour amounts to.
    public mutating func footfall(at time: WallTime, using generator: inout some RandomNumberGenerator) -> Publication {
        var footfall = ContractSample.footfall
        footfall.length = .quarterHour
        (footfall.from, footfall.to) = (time - .minutes(15), time)
        return composer.publication(for: .footfall(footfall), clock: .synchronised, using: &generator)
    }

    /// A visit that is over: its two events, with ids and sequence as events have them.
    public mutating func visit(at time: WallTime, using generator: inout some RandomNumberGenerator) -> [Publication] {
        var (started, ended) = (ContractSample.visit(.started), ContractSample.visit(.ended(.absent)))
        started.time = time - .seconds(430)
        ended.time = time - .seconds(10)
        return [started, ended].map {
            composer.publication(for: .visit($0), clock: .synchronised, using: &generator)
        }
    }

    /// What clears all that it has left at the broker.
    public func retirement() -> [Publication] {
        (composer.zoneTopics + composer.ownTopics).map { composer.clearance(of: $0) }
    }
}
