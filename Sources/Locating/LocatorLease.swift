public import Timekeeping

/// Decides which of a site's boxes is its locator.
///
/// The broker is the referee: it hands out the messages of one topic to all in one order, so that of two claims of one
/// term all see the same one first, and that one is valid. A holder goes on only while its own renewals come back to
/// it: it falls silent before anybody else may take over. Every instant is of the box's own monotonic clock.
public struct LocatorLease: Equatable, Sendable {
    /// Where the box stands.
    public enum State: Equatable, Sendable {
        /// Another box is the locator, or nobody yet. Next: `claiming`.
        case standby
        /// A claim is on its way. Next: `holding`, `standby`.
        case claiming
        /// This box is the locator. Next: `claiming` (the broker is away), `standby`.
        case holding
    }

    /// Where the box stands.
    public private(set) var state = State.standby
    /// The term that is valid, as far as this box knows; 0 before any.
    public private(set) var term = 0
    /// The valid holder, as far as this box knows.
    public private(set) var holder: String?

    private let name: String
    private let boot: WallTime
    private let rank: Int
    /// Standby: when to claim. Otherwise: when to renew.
    private var actAt: Uptime
    /// Own claims that come back earlier do not count.
    private var confirmsFrom: Uptime
    /// When this box's own claim last came back.
    private var confirmedAt: Uptime?

    /// A box that knows of no holder.
    ///
    /// - Parameters:
    ///   - name: The box's sensor identifier.
    ///   - rank: How many boxes are asked before this one, in the site's order: later ones wait longer.
    public init(name: String, rank: Int, boot: WallTime, at now: Uptime) {
        self.name = name
        self.rank = rank
        self.boot = boot
        actAt = now + Self.firstPatience + Self.wait(rank)
        confirmsFrom = now
    }

    /// Whether this box speaks for the site now.
    public func isHolding(at now: Uptime) -> Bool {
        guard state == .holding, let confirmedAt else { return false }
        return now - confirmedAt < Self.confirmationLasts
    }

    /// A claim came from the broker, possibly this box's own. Answers the claim to publish.
    public mutating func heard(_ claim: LeaseClaim, at now: Uptime) -> LeaseClaim? {
        let isOwn = claim.holder == name && claim.boot == boot
        if claim.term < term { return outdated(claim, at: now) }
        if claim.term == term, !isOwn, claim.holder != nil, state != .standby {
            // The first claim of a term is valid. A holder says so in the next one, for those that came later.
            if state == .holding { return claimed(at: now) }
            return follow(claim, at: now)
        }
        if claim.term == term, state == .standby, claim.holder != nil, claim.holder != holder { return nil }
        if isOwn { return confirm(claim, at: now) }
        return follow(claim, at: now)
    }

    /// The broker said that this box is gone, or it said so itself.
    public mutating func boxIsGone(_ name: String, at now: Uptime) {
        guard state == .standby, name == holder else { return }
        actAt = min(actAt, now + Self.wait(rank))
    }

    /// Time has passed. Answers the claim to publish.
    public mutating func tick(at now: Uptime) -> LeaseClaim? {
        if state == .holding, !isHolding(at: now) { state = .claiming }
        guard now >= actAt else { return nil }
        return state == .standby ? claimed(at: now) : renewal(at: now)
    }

    /// The box stops. Answers what to publish, if it holds the lease.
    public mutating func released(at now: Uptime) -> LeaseClaim? {
        guard isHolding(at: now) else { return nil }
        state = .standby
        holder = nil
        actAt = now + Self.expiry
        return LeaseClaim(holder: nil, boot: boot, term: term)
    }

    private mutating func follow(_ claim: LeaseClaim, at now: Uptime) -> LeaseClaim? {
        state = .standby
        term = claim.term
        holder = claim.holder
        confirmedAt = nil
        // A claim of this box's former life, or none at all: the lease is free.
        let isFree = claim.holder == nil || claim.holder == name
        actAt = now + (isFree ? .zero : Self.expiry) + Self.wait(rank)
        return nil
    }

    /// A claim of a lower term: a holder corrects it; a box that claims, perhaps since it was cut off itself, makes way.
    private mutating func outdated(_ claim: LeaseClaim, at now: Uptime) -> LeaseClaim? {
        switch state {
        case .holding: return renewal(at: now)
        case .claiming where claim.holder != nil && claim.holder != name: return follow(claim, at: now)
        case .claiming, .standby: return nil
        }
    }

    private mutating func confirm(_ claim: LeaseClaim, at now: Uptime) -> LeaseClaim? {
        if claim.term > term {
            // A claim that this box had taken back was still on its way. All follow it now: so does this box, when
            // whoever held the lease has fallen silent.
            state = .claiming
            term = claim.term
            confirmsFrom = now + Self.confirmationLasts
            actAt = confirmsFrom
            return nil
        }
        guard state != .standby, now >= confirmsFrom else { return nil }
        state = .holding
        holder = name
        confirmedAt = now
        return nil
    }

    private mutating func claimed(at now: Uptime) -> LeaseClaim {
        state = .claiming
        term += 1
        return renewal(at: now)
    }

    private mutating func renewal(at now: Uptime) -> LeaseClaim {
        actAt = now + Self.renewalInterval
        return LeaseClaim(holder: name, boot: boot, term: term)
    }

    private static func wait(_ rank: Int) -> Interval { .milliseconds(500 * Int64(min(rank, 5))) }

    /// A retained claim comes with the subscription; this is time enough for it.
    private static let firstPatience = Interval.seconds(2)
    private static let renewalInterval = Interval.seconds(1)
    /// Shorter than ``expiry`` by more than a renewal and a turn of the agent.
    private static let confirmationLasts = Interval.seconds(3)
    /// A holder that is not heard of for so long has lost the lease.
    private static let expiry = Interval.seconds(6)
}
