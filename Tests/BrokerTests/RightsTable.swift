/// Who may write and who may read each topic of the contract: written down from its sections 1 and 7, apart from the
/// lists that are shipped.
enum RightsTable {
    /// A topic with the users who may write and read it.
    struct Row {
        let topic: String
        let writers: Set<String>
        let readers: Set<String>
    }

    static let entrance = "entrance.shop-12"
    static let locator = "office.shop-12"
    static let manager = "manager.shop-12"
    static let till = "till.shop-12"
    static let app = "app.shop-12"
    static let door = "door.shop-12"
    static let home = "home.shop-12"
    static let bridge = "bridge.shop-12"
    static let display = "display.shop-12"
    static let headquarters = "headquarters"

    /// The clients in the words of `make-certificates`.
    static let clients = [
        (role: "sensor", name: "entrance", site: "shop-12"), (role: "locator", name: "office", site: "shop-12"),
        (role: "fleet-manager", name: "manager", site: "shop-12"), (role: "integrator", name: "till", site: "shop-12"),
        (role: "consent", name: "app", site: "shop-12"), (role: "counter", name: "door", site: "shop-12"),
        (role: "home-assistant", name: "home", site: "shop-12"), (role: "bridge", name: "bridge", site: "shop-12"),
        (role: "dashboard", name: "display", site: "shop-12"),
        (role: "integrator", name: "headquarters", site: "--all-sites"),
    ]

    static let users = [entrance, locator, manager, till, app, door, home, bridge, display, headquarters]

    /// The rows of the clients' own site, and those of another.
    static var rows: [Row] {
        sensor("entrance", owner: entrance) + sensor("office", owner: locator) + sensor("absent", owner: nil)
            + site + beside + foreign
    }

    private static func sensor(_ name: String, owner: String?) -> [Row] {
        let itself = Set([owner].compactMap(\.self))
        let passedOn = itself.union([bridge])
        return [
            row("sensor/\(name)/status", passedOn, [manager, locator, home, display]),
            row("sensor/\(name)/info", passedOn, [manager, locator, display]),
            row("sensor/\(name)/health", passedOn, [manager, display]),
            row("sensor/\(name)/alert", passedOn, [manager, home, display]),
            row("sensor/\(name)/sightings", itself, [locator]),
            row("sensor/\(name)/reported", passedOn, [manager, locator, entrance, display]),
            row("sensor/\(name)/response", passedOn, [manager]),
            row("sensor/\(name)/desired", [manager], itself.union([manager, bridge])),
            row("sensor/\(name)/command", [manager], passedOn),
        ]
    }

    private static let site = [
        row("site/configuration/desired", [manager], [manager, entrance, locator, bridge, display]),
        row("site/configuration/reported", [locator, bridge], [manager, display]),
        row("site/keys/epoch", [locator], [locator, entrance]),
        row("site/locator/lease", [locator], [locator]),
        row("site/locator/visits", [locator], [locator]),
        row("site/calibration/reported", [locator, bridge], [manager, locator]),
        row("site/flow/hour", [locator, bridge], [till, headquarters, display]),
        row("zone/shop/occupancy", [locator, bridge], [till, headquarters, home, display]),
        row("zone/shop/footfall", [locator, bridge], [till, headquarters, home, display]),
        row("event/visit/started", [locator, bridge], [till, headquarters, locator, display]),
        row("event/visit/moved", [locator, bridge], [till, headquarters, display]),
        row("event/visit/idle", [locator, bridge], [till, headquarters, display]),
        row("event/visit/resumed", [locator, bridge], [till, headquarters, display]),
        row("event/visit/ended", [locator, bridge], [till, headquarters, locator, display]),
        row("event/zone/level", [locator, bridge], [till, headquarters, display]),
        row("event/offer/eligible", [locator, bridge], [till, headquarters, display]),
        row("consent/offers/grant", [app], [locator]),
        row("consent/offers/revoke", [app], [locator]),
        row("consent/offers/ack", [locator], [app]),
        row("counter/door/reading", [door], [locator, display]),
        row("counter/display/reading", [display], [locator, display]),
        row("counter/window/reading", [], [locator, display]),
    ]

    /// What is not below the site.
    private static let beside = [
        Row(topic: "homeassistant/device/footfall-shop-12/config", writers: [locator], readers: [home]),
        Row(topic: "homeassistant/device/footfall-shop-13/config", writers: [], readers: []),
        Row(topic: "homeassistant/status", writers: [home], readers: [home, locator]),
        Row(topic: "footfall/v1/shop-12", writers: [], readers: []),
        Row(topic: "footfall/v2/shop-12/zone/shop/occupancy", writers: [], readers: []),
        Row(topic: "somewhere/else", writers: [], readers: []),
    ]

    /// A site whose clients these are not: only who may read at all sites reads here.
    private static var foreign: [Row] {
        (sensor("entrance", owner: nil) + site).map { row in
            Row(
                topic: row.topic.replacing("shop-12", with: "shop-13"), writers: [],
                readers: row.readers.intersection([headquarters]))
        }
    }

    private static func row(_ topic: String, _ writers: Set<String>, _ readers: Set<String>) -> Row {
        Row(topic: "footfall/v1/shop-12/\(topic)", writers: writers, readers: readers)
    }
}
