extension DocumentValue {
    /// This document under another one: of objects, member by member; anything else of `upper` takes the place of what
    /// is here.
    func overlaid(by upper: DocumentValue) -> DocumentValue {
        guard case .object(var members) = content, case .object(let others) = upper.content else { return upper }
        var places = Dictionary(members.enumerated().map { ($1.key, $0) }) { first, _ in first }
        for other in others {
            if let place = places[other.key] {
                members[place].value = members[place].value.overlaid(by: other.value)
            } else {
                places[other.key] = members.count
                members.append(other)
            }
        }
        return DocumentValue(.object(members), at: position)
    }
}
