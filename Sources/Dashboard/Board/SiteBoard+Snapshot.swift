import Fleet
import Timekeeping

extension SiteBoard {
    /// All that a page needs to begin with, as JSON: the tree whose places ``BoardUpdate`` names.
    func snapshot(broker: DocumentValue, counter: String?, at time: WallTime) -> [UInt8] {
        var text = JSONTree()
        text.member("site", DocumentValue.text(site).json())
        text.member("now", DocumentValue.text(time.rfc3339).json())
        text.member("counter", DocumentValue.textOrNull(counter).json())
        text.member("broker", broker.json())
        text.member("plan", plan.json)
        text.member("flow", flow?.json)
        text.member("reported", reported?.json)
        text.member("consented", consentedCounts.json())
        text.member("log", DocumentValue.list(log.entries.map(\.document)).json())
        text.tree("zones") { text in
            for (name, zone) in zones.sorted(by: { $0.key < $1.key }) {
                text.tree(name) { text in
                    text.member("occupancy", zone.occupancy?.json)
                    text.tree("footfall") { text in
                        for (length, leaf) in zone.footfall.sorted(by: { $0.key < $1.key }) {
                            text.member(String(length), leaf.json)
                        }
                    }
                }
            }
        }
        text.tree("sensors") { text in
            for (name, sensor) in sensors.sorted(by: { $0.key < $1.key }) {
                text.tree(name) { text in
                    for (channel, leaf) in sensor.channels.sorted(by: { $0.key < $1.key }) {
                        text.member(channel, leaf.json)
                    }
                }
            }
        }
        return text.finished
    }

    /// The closed windows of a zone, as JSON: a row each, as ``ClosedWindow/row`` has it. `nil` when there is no such zone.
    func history(of zone: String, lengthSeconds: Int) -> [UInt8]? {
        zones[zone].map { DocumentValue.list($0.history.windows(ofSeconds: lengthSeconds).map(\.row)).json() }
    }
}

/// An object that is put together of parts that are JSON already. Names are identifiers and need no escapes.
private struct JSONTree {
    private var bytes = [UInt8(ascii: "{")]
    private var needsComma = false

    mutating func member(_ name: String, _ json: [UInt8]?) {
        begin(name)
        bytes += json ?? Array("null".utf8)
        needsComma = true
    }

    mutating func tree(_ name: String, _ body: (inout Self) -> Void) {
        begin(name)
        bytes.append(UInt8(ascii: "{"))
        needsComma = false
        body(&self)
        bytes.append(UInt8(ascii: "}"))
        needsComma = true
    }

    var finished: [UInt8] { bytes + [UInt8(ascii: "}")] }

    private mutating func begin(_ name: String) {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        bytes += Array("\"\(name)\":".utf8)
    }
}
