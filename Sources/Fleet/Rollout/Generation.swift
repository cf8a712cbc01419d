/// The desired documents that are in force together; none where the box's own file says all.
public struct Generation: Equatable, Sendable {
    /// The one for all sensors.
    public var site: DesiredDocument?
    /// The one for this sensor.
    public var sensor: DesiredDocument?

    /// These two.
    public init(site: DesiredDocument? = nil, sensor: DesiredDocument? = nil) {
        self.site = site
        self.sensor = sensor
    }

    /// The one of a scope.
    public subscript(scope: DesiredScope) -> DesiredDocument? {
        get { scope == .site ? site : sensor }
        set { if scope == .site { site = newValue } else { sensor = newValue } }
    }
}
