import Survey
import Timekeeping

/// The adapters of one agent: they divide the channels anew whenever one of them comes, goes, or may hear other channels.
struct AdapterTeam {
    private let members: [AdapterListener]
    private var revisions: [Int] = []

    init(_ sources: [any FrameSource]) { members = sources.compactMap { $0 as? AdapterListener } }

    /// Looks whether anything has changed, and if so tells each member its channels.
    mutating func divide(at now: Uptime) {
        let present = members.map(\.revision)
        guard members.count > 1, present != revisions, let wish = members.first?.settings.wish else { return }
        revisions = present
        let shares = wish.division(among: members.map(\.choice))
        for (member, share) in zip(members, shares) {
            member.taken = Set(members.filter { $0 !== member }.compactMap(\.held))
            // One that is away, or whose channel is not its own, chooses freely when that changes.
            member.allot(member.choice.isEmpty ? nil : Set(share), at: now)
        }
    }

    /// A source has heard frames: members on the same channel should have, too.
    func heard(frames: Int, by source: any FrameSource) {
        guard members.count > 1, let heard = source.effectiveFrequencyMegahertz else { return }
        for member in members where member !== source && member.effectiveFrequencyMegahertz == heard {
            member.neighbourHeard(frames: frames)
        }
    }
}
