import Fleet

/// Looks at all that a sensor needs of its box, and says what to do. It changes nothing.
public enum Examination {
    /// Where the configuration is, if nobody says otherwise.
    public static let usualConfiguration = "/etc/footfall/footfall.yaml"

    /// Examines the box for the configuration at `path`, in the order in which an installer meets the things.
    ///
    /// Takes a few seconds when the broker does not answer.
    public static func findings(configuration path: String) -> [Finding] {
        let configuration: Configuration?
        var findings: [Finding]
        do throws(ConfigurationFileError) {
            configuration = try ConfigurationFile.read(path)
            findings = [Finding("configuration", .ok, "\(path) is right")]
        } catch {
            configuration = nil
            findings = refusal(error, path: path)
        }
        findings += CapabilityCheck.findings(configuration)
        findings += AdapterCheck.findings(configuration)
        findings += BoxCheck.findings()
        if let configuration { findings += BrokerCheck.findings(configuration) }
        return findings
    }

    /// Examines the box on which an agent runs with `configuration`; the broker is left out, since it is connected.
    static func findings(of configuration: Configuration) -> [Finding] {
        CapabilityCheck.findings(configuration) + AdapterCheck.findings(configuration) + BoxCheck.findings()
    }

    private static func refusal(_ error: ConfigurationFileError, path: String) -> [Finding] {
        switch error {
        case .unreadable(_, let code):
            let cure = "write one, see deploy/footfall.reference.yaml, or name it: footfall doctor --config FILE"
            return [
                Finding("configuration", .problem, "cannot read \(path): \(systemMessage(code))", cure: cure)
            ]
        case .invalid(_, let invalid):
            return invalid.problems.map { Finding("configuration", .problem, "\(path): \($0)") }
        }
    }
}
