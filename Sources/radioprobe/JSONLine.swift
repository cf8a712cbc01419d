import Glibc

/// One line of JSON: what happened, and with what values, in the order in which they were added.
struct JSONLine {
    private var members: [String]

    init(_ event: String) { members = ["\"event\":\"\(event)\""] }

    func with(_ key: String, _ value: String) -> Self { adding(key, Self.quoted(value)) }
    func with(_ key: String, _ value: Int) -> Self { adding(key, String(value)) }
    func with(_ key: String, _ value: Double) -> Self { adding(key, String((value * 1000).rounded() / 1000)) }
    func with(_ key: String, _ value: Bool) -> Self { adding(key, String(value)) }
    func with(_ key: String, _ values: [Int]) -> Self {
        adding(key, "[" + values.map(String.init).joined(separator: ",") + "]")
    }
    func with(_ key: String, _ values: [String]) -> Self {
        adding(key, "[" + values.map(Self.quoted).joined(separator: ",") + "]")
    }

    /// Writes it at once, whole: other processes write to the same place.
    func print() {
        let line = "{" + members.joined(separator: ",") + "}\n"
        _ = unsafe line.withCString { unsafe write(1, $0, strlen($0)) }
    }

    private func adding(_ key: String, _ value: String) -> Self {
        var copy = self
        copy.members.append("\"\(key)\":\(value)")
        return copy
    }

    private static func quoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar in
            scalar == "\"" || scalar == "\\" ? "\\\(scalar)" : scalar.value < 32 ? " " : String(scalar)
        }
        return "\"" + escaped.joined() + "\""
    }
}
