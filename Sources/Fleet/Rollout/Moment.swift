public import Timekeeping

/// The present on both clocks: one for what is reported, one for what is waited for.
public struct Moment: Equatable, Sendable {
    /// It may jump.
    public var wall: WallTime
    /// It only rises.
    public var uptime: Uptime

    /// The present.
    public init(wall: WallTime, uptime: Uptime) {
        self.wall = wall
        self.uptime = uptime
    }
}
