import Fleet
import Timekeeping

/// What is wrong now.
struct AlertBoard: Equatable {
    /// The alerts that are raised, the oldest first.
    private(set) var active: [Alert] = []

    /// Raises an alert; of one that stands, the message is renewed. Answers whether anything changed.
    mutating func raise(_ kind: Alert.Kind, at time: WallTime, _ message: String) -> Bool {
        if let index = active.firstIndex(where: { $0.kind == kind }) {
            defer { active[index].message = message }
            return active[index].message != message
        }
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
