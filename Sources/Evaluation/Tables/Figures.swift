import Fleet

/// A number with so many decimals; not finite: a dash.
func fixed(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "-" }
    let unit = (0..<decimals).reduce(1.0) { power, _ in power * 10 }
    let scaled = Int64((abs(value) * unit).rounded())
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard decimals > 0 else { return "\(sign)\(scaled)" }
    let fraction = "\(scaled % Int64(unit))"
    let zeros = String(repeating: "0", count: decimals - fraction.count)
    return "\(sign)\(scaled / Int64(unit)).\(zeros)\(fraction)"
}

/// A share as a percentage.
func percent(_ share: Double) -> String { "\(fixed(share * 100, 0)) %" }

/// A text filled up with blanks behind it.
func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
}

/// A text filled up with blanks before it.
func aligned(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
}

extension DocumentValue {
    /// A number with so many decimals at most; not finite or none: null.
    static func rounded(_ value: Double?, to decimals: Int) -> Self {
        guard let value, value.isFinite else { return Self(.null) }
        let unit = (0..<decimals).reduce(1.0) { power, _ in power * 10 }
        let result = (value * unit).rounded() / unit
        return Self(.number(result.isFinite ? result : value))
    }
}
