import Fleet
import Timekeeping

/// What is wrong now.
struct AlertBoard: Equatable {
    /// The alerts that are raised, the oldest first.
    private(set) var active: [Alert] = []

    /// Raises an alert that is not raised yet. Answers whether anything changed.
    mutating func raise(_ kind: Alert.Kind, at time: WallTime, _ message: String) -> Bool {
        guard !active.contains(where: { $0.kind == kind }) else { return false }
        active.append(Alert(kind, since: time, message: message))
        return true
    }

    /// Takes an alert back. Answers whether anything changed.
    mutating func clear(_ kind: Alert.Kind) -> Bool {
        let count = active.count
        active.removeAll { $0.kind == kind }
        return active.count != count
    }
}
