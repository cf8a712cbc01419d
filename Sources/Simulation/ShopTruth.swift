public import Timekeeping

/// Who is really there: what an estimate is compared with.
public struct ShopTruth: Equatable, Sendable {
    /// The instant that this is true of.
    public internal(set) var at: WallTime
    /// People in the shop, staff left out.
    public internal(set) var shoppers = 0
    /// Staff in the shop.
    public internal(set) var staff = 0
    /// People in the street before it.
    public internal(set) var passersBy = 0
    /// Phones in the shop, those of the staff among them.
    public internal(set) var phonesInside = 0
    /// Phones in the street.
    public internal(set) var phonesOutside = 0
    /// Printers and the like, which never leave.
    public internal(set) var equipment = 0
    /// People who have entered since the start, staff left out.
    public internal(set) var entries = 0
    /// People who have left since the start.
    public internal(set) var exits = 0
    /// People who have begun to walk by since the start.
    public internal(set) var passages = 0

    /// People in the shop.
    public var inside: Int { shoppers + staff }

    mutating func arrived(_ person: Person) {
        switch person.role {
        case .shopper:
            shoppers += 1
            entries += 1
        case .staff: staff += 1
        case .passerBy:
            passersBy += 1
            passages += 1
        }
        count(person, by: 1)
    }

    mutating func left(_ person: Person) {
        switch person.role {
        case .shopper:
            shoppers -= 1
            exits += 1
        case .staff: staff -= 1
        case .passerBy: passersBy -= 1
        }
        count(person, by: -1)
    }

    private mutating func count(_ person: Person, by sign: Int) {
        if person.role == .passerBy {
            phonesOutside += sign * person.phones.count
        } else {
            phonesInside += sign * person.phones.count
        }
    }
}
