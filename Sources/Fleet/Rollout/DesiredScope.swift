/// Whom a desired configuration is for.
public enum DesiredScope: String, CaseIterable, Hashable, Sendable {
    /// All sensors of a site.
    case site
    /// One sensor: what it says goes over what the site says.
    case sensor
}
