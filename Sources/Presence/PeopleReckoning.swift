import Counting
import Timekeeping

/// What the last 15 minutes sounded like, zone by zone.
struct ZoneSound: Equatable, Sendable {
    var devices: [Double]
    /// Devices that keep the address of their factory.
    var equipment: [Double]
    /// Bursts of frames of the whole site.
    var bursts = 0.0

    init(zones: Int) {
        devices = [Double](repeating: 0, count: zones)
        equipment = devices
    }

    /// Devices besides those that are in already.
    mutating func add(_ others: [Double]) {
        for zone in devices.indices { devices[zone] += others[zone] }
    }
}

/// From devices to people: what other counters have taught, and what never leaves.
struct PeopleReckoning: Equatable, Sendable {
    var model = PeopleModel()
    private let zones: [ZoneKind]
    private var gauge: CounterGauge
    private var background: [StationaryBackground]

    init(zones: [ZoneKind], timeZone: TimeZoneRules, at time: WallTime) {
        self.zones = zones
        gauge = CounterGauge(at: time)
        background = [StationaryBackground](repeating: StationaryBackground(timeZone: timeZone), count: zones.count)
    }

    mutating func read(_ reading: CounterReading) { gauge.read(reading) }

    /// A minute is over: counters teach at each quarter of an hour that was heard.
    mutating func minute(
        _ sound: ZoneSound, isQuarter: Bool, isHeard: Bool, _ windows: ObservedWindows, at time: WallTime
    ) {
        if isHeard {
            for zone in zones.indices {
                background[zone].minute(devices: sound.devices[zone], equipment: sound.equipment[zone], at: time)
            }
        }
        guard isQuarter, let people = gauge.takeMean(at: time), isHeard else { return }
        let inside = zones.indices.filter { zones[$0] == .inside }
        var whole = PeopleModel.Sound(
            devices: 0, bursts: sound.bursts, hourOfWeek: windows.hourOfWeek(at: time - .minutes(1)))
        for zone in inside {
            let moving = moving(zone, in: sound)
            whole.devices += moving.devices
            whole.equipment += moving.equipment
        }
        model.learn(people: people, in: whole, at: time)
    }

    /// The people of a zone.
    func estimate(_ zone: Int, in sound: ZoneSound, windows: ObservedWindows, at time: WallTime) -> Estimate {
        let whole = zones.indices.reduce(0) { $0 + (zones[$1] == .inside ? sound.devices[$1] : 0) }
        let share = zones[zone] == .inside && whole > 0 ? sound.devices[zone] / whole : 0
        let moving = moving(zone, in: sound)
        return model.estimate(
            of: PeopleModel.Sound(
                devices: moving.devices, equipment: moving.equipment, bursts: sound.bursts * share,
                hourOfWeek: windows.hourOfWeek(at: time - .minutes(1))), at: time)
    }

    /// The devices of a zone that come and go, and those of them that keep the address of their factory.
    private func moving(_ zone: Int, in sound: ZoneSound) -> (devices: Double, equipment: Double) {
        let (devices, equipment) = (sound.devices[zone], sound.equipment[zone])
        return (
            devices - background[zone].devices(of: devices), equipment - background[zone].equipment(of: equipment)
        )
    }
}
