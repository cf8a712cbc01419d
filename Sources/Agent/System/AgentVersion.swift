/// The version of the agent.
public enum AgentVersion {
    /// Semantic version 2.0.
    public static let text = "0.1.0"
}
