public import Timekeeping

/// What stands on the lease's topic: who is the site's locator.
public struct LeaseClaim: Equatable, Sendable {
    /// The sensor that claims; `nil` once the holder has given the lease back.
    public var holder: String?
    /// When the claiming agent started: tells two lives of one box apart.
    public var boot: WallTime
    /// Rises with each change of the holder.
    public var term: Int

    /// A claim of these parts.
    public init(holder: String?, boot: WallTime, term: Int) {
        self.holder = holder
        self.boot = boot
        self.term = term
    }
}
