/// The version of Footfall: of the agent and of the dashboard, which are released together.
public enum FootfallVersion {
    /// Semantic version 2.0.
    public static let text = "0.1.0"
}
