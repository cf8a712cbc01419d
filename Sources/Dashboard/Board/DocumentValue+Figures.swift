import Fleet
import Timekeeping

/// For who reads what others say: what is not there, or cannot be, is `nil`.
extension DocumentValue {
    /// The member of this name, if it is a number of things that can be.
    func count(_ name: String) -> Int32? { number(name).flatMap { Int32(exactly: $0) }.flatMap { $0 < 0 ? nil : $0 } }

    /// The member of this name, if it is an instant.
    func instant(_ name: String) -> WallTime? { text(name).flatMap(WallTime.init(rfc3339:)) }

    /// The member of this name, if it is a number, whole or not.
    func quantity(_ name: String) -> Double? {
        switch value(name)?.content {
        case .integer(let number)?: Double(number)
        case .number(let number)?: number
        default: nil
        }
    }
}
