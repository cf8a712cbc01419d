import Fleet

/// A message of the contract as a line for a person.
enum MessageLine {
    /// The line for a message. What is not understood is shown as it is.
    static func text(topic: String, payload: [UInt8]) -> String {
        let levels = topic.split(separator: "/")
        guard levels.count > 4, let document = try? DocumentValue(reading: payload, as: .json) else {
            return "\(topic) \(String(decoding: payload, as: UTF8.self))"
        }
        let kind = levels.dropFirst(3).map(String.init)
        let line =
            switch (kind[0], kind.last) {
            case ("event", "level"): level(document["data"])
            case ("event", "eligible"): offer(document["data"])
            case ("event", let type?): visit(type, document["data"])
            case ("zone", "occupancy"): "zone \(kind[1]): \(figures(document))"
            case ("zone", "footfall"):
                "zone \(kind[1]), \(window(document)): \(figures(document)); visitors \(number(document["visitors"])), "
                    + "bounces \(number(document["bounces"])), passers-by \(number(document["passersBy"]))"
            case ("sensor", "status"): "sensor \(kind[1]) is \(document["state"].text)"
            case ("sensor", "alert"): alert(kind[1], document["alerts"])
            case ("sensor", "health"): health(kind[1], document)
            case ("sensor", "info"): "sensor \(kind[1]): footfall \(document["version"].text)"
            default: "\(topic) \(String(decoding: payload, as: UTF8.self))"
            }
        return "\(time(of: document)) \(line)"
    }

    private static func visit(_ type: String, _ data: DocumentValue) -> String {
        let name = data["visit"].text.prefix(8)
        let dwell = "dwell \(number(data["dwellSeconds"])) ± \(number(data["dwellUncertaintySeconds"])) s"
        let reason = data["reason"] == .nothing ? "" : ", \(data["reason"].text)"
        return "visit \(name) \(type)\(reason): \(data["class"].text)\(zones(data)), \(dwell)"
    }

    private static func level(_ data: DocumentValue) -> String {
        "zone \(data["zone"].text) is \(data["level"].text), was \(data["previousLevel"].text)"
    }

    private static func offer(_ data: DocumentValue) -> String {
        "offer \(data["offer"].text) for consent \(data["consent"].text) in \(data["zone"].text), "
            + "dwell \(number(data["dwellSeconds"])) s"
    }

    /// The zone, if it is likely enough, and what the zones' probabilities are.
    private static func zones(_ data: DocumentValue) -> String {
        guard case .object(let members) = data["zones"].content, members.count > 1 else { return "" }
        let place = data["zone"] == .nothing ? "somewhere" : data["zone"].text
        let all = members.map { "\($0.key) \(number($0.value))" }.joined(separator: ", ")
        return " in \(place) (\(all))"
    }

    private static func figures(_ document: DocumentValue) -> String {
        let people = document["people"]
        let figure =
            people == .nothing
            ? "people withheld or unknown"
            : "people \(number(people["estimate"])) (\(number(people["low"])) to \(number(people["high"])))"
        return "\(figure), addresses \(number(document["distinctAddresses"])), coverage \(document["coverage"].text)"
    }

    private static func alert(_ sensor: String, _ alerts: DocumentValue) -> String {
        guard case .array(let list) = alerts.content, !list.isEmpty else { return "sensor \(sensor): no alert" }
        return list.map { "sensor \(sensor): ALERT \($0["alert"].text): \($0["message"].text)" }
            .joined(separator: "\n")
    }

    private static func health(_ sensor: String, _ document: DocumentValue) -> String {
        guard case .array(let radios) = document["radios"].content, let radio = radios.first else {
            return "sensor \(sensor): healthy"
        }
        return "sensor \(sensor): \(number(radio["probeRequests"])) probe requests, "
            + "\(number(radio["kernelDrops"])) dropped, outbox \(number(document["outbox"]["depth"]))"
    }

    private static func window(_ document: DocumentValue) -> String {
        let window = document["window"]
        return "\(clockTime(window["from"].text)) to \(clockTime(window["to"].text))"
    }

    /// The time of day that a message speaks of.
    private static func time(of document: DocumentValue) -> String {
        for value in [document["time"], document["window"]["to"], document["at"]] where value != .nothing {
            return clockTime(value.text)
        }
        return "        "
    }

    /// `12:34:56` out of an RFC 3339 time.
    private static func clockTime(_ text: String) -> String { String(text.dropFirst(11).prefix(8)) }

    private static func number(_ value: DocumentValue) -> String {
        switch value.content {
        case .integer(let number): "\(number)"
        case .number(let number): "\(number)"
        default: "withheld"
        }
    }
}

extension DocumentValue {
    fileprivate static let nothing = DocumentValue(.null)

    /// The value of a member; null where there is none.
    fileprivate subscript(key: String) -> DocumentValue {
        guard case .object(let members) = content else { return .nothing }
        return members.first { $0.key == key }?.value ?? .nothing
    }

    fileprivate var text: String {
        guard case .string(let text) = content else { return "unknown" }
        return text
    }
}
