/// A member somewhere in a payload, as a line of a reference.
struct SchemaField: Equatable {
    /// Where it stands: the names on the way to it; `[]` for an element of an array, `{…}` for a member of any name.
    let path: [String]
    /// What it may be, in words: `whole number, at least 5, or null`.
    let type: String
    /// What a number counts, where the name says so.
    let unit: String?
    /// What it means.
    let meaning: String
    /// Whether it is always there.
    let isRequired: Bool

    /// All members of a schema, in the order of the document, outer ones before inner ones.
    static func all(of schema: DocumentValue, below path: [String] = []) -> [SchemaField] {
        switch schema["type"]?.words.first {
        case "array":
            guard let items = schema["items"] else { return [] }
            return all(of: items, below: path.dropLast() + [(path.last ?? "") + "[]"])
        case "object": return members(of: schema, below: path)
        default: return []
        }
    }

    private static func members(of schema: DocumentValue, below path: [String]) -> [SchemaField] {
        let required = Set(schema["required"]?.words ?? [])
        var members: [(name: String, schema: DocumentValue)] = []
        if case .object(let properties)? = schema["properties"]?.content {
            members = properties.map { ($0.key, $0.value) }
        }
        if let any = schema["additionalProperties"], case .object = any.content { members.append((anyName, any)) }
        return members.flatMap { name, schema in
            let field = SchemaField(
                path: path + [name], type: schema.typeInWords, unit: unit(of: name),
                meaning: schema["description"]?.words.first ?? (name == anyName ? "One member for each." : ""),
                isRequired: required.contains(name) || name == anyName)
            return [field] + all(of: schema, below: path + [name])
        }
    }

    private static let anyName = "{…}"

    /// Units are the last word of a name.
    private static func unit(of name: String) -> String? {
        units.first { name.hasSuffix($0.suffix) || name == $0.suffix.lowercasedFirst }?.unit
    }

    private static let units: [(suffix: String, unit: String)] = [
        ("Seconds", "s"), ("Milliseconds", "ms"), ("Minutes", "min"), ("Days", "d"), ("Megahertz", "MHz"),
        ("DBm", "dBm"), ("Decibels", "dB"), ("Bytes", "bytes"), ("Metres", "m"),
    ]
}

extension DocumentValue {
    /// The member of that name, if it is an object and has one.
    fileprivate subscript(name: String) -> DocumentValue? {
        guard case .object(let members) = content else { return nil }
        return members.first { $0.key == name }?.value
    }

    /// The text, or the texts of the list, that it is.
    fileprivate var words: [String] {
        switch content {
        case .string(let text): [text]
        case .array(let elements): elements.flatMap(\.words)
        default: []
        }
    }

    /// What a schema admits, for a reader.
    fileprivate var typeInWords: String {
        if let constant = self["const"] { return "always \(constant.plain)" }
        let types = self["type"]?.words ?? []
        var parts: [String] = []
        if case .array(let words)? = self["enum"]?.content {
            parts.append("one of: " + words.filter { $0.content != .null }.map(\.plain).joined(separator: ", "))
        } else if let type = types.first {
            parts.append(kindInWords(type))
        } else {
            parts.append("anything")
        }
        parts += boundsInWords
        return parts.joined(separator: ", ") + (types.first != "null" && types.contains("null") ? " or null" : "")
    }

    private func kindInWords(_ type: String) -> String {
        switch (type, self["format"]?.words.first) {
        case ("string", "date-time"?): "time (RFC 3339, UTC)"
        case ("string", "uuid"?): "UUID"
        case ("string", _): "text"
        case ("integer", _): "whole number"
        case ("array", _): "list of \(self["items"]?.kindOfElements ?? "values")"
        case ("boolean", _): "true or false"
        case ("null", _): "null"
        default: type
        }
    }

    private var kindOfElements: String {
        switch self["type"]?.words.first {
        case "string": self["enum"] == nil ? "texts" : typeInWords
        case "integer": "whole numbers"
        case "number": "numbers"
        case "object": "objects"
        case "array": "lists"
        default: "values"
        }
    }

    private var boundsInWords: [String] {
        guard self["type"]?.words.contains("string") != true else { return [] }
        switch (self["minimum"], self["maximum"]) {
        case (let low?, let high?): return ["\(low.plain) to \(high.plain)"]
        case (let low?, nil): return ["at least \(low.plain)"]
        case (nil, let high?): return ["at most \(high.plain)"]
        case (nil, nil): return []
        }
    }

    /// A plain value without quotes.
    private var plain: String {
        guard case .string(let text) = content else { return String(decoding: json(), as: UTF8.self) }
        return text
    }
}
