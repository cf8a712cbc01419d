import Signing

/// What the examples of the contract tell of a fleet.
extension ContractSample {
    static let report = ConfigurationReport(
        sensor: ConfigurationReport.Part(
            version: 13, status: .rolledBack,
            problems: [
                ReportedProblem(path: "broker", message: "was not reached within 60 s (see fleet.verifyWithinSeconds)")
            ],
            at: now, hash: digest("13"), inForce: .init(version: 12, hash: digest("12"))),
        site: ConfigurationReport.Part(
            version: 0, status: .applied, at: boot, hash: nil, inForce: .init(version: 0, hash: nil),
            pending: .init(version: 4, state: .waiting)))

    static let rollCall: SiteRollCall = {
        var call = SiteRollCall()
        _ = call.reported("entrance", report)
        return call
    }()

    static let response = CommandResponse(
        transaction: "0197f4a0-3c1e-7d20-9a51-6f1f2b0c8d11", data: .members(["light": .text("ACT")]))

    static let command = SensorCommand(
        site: "shop-12", sensor: "entrance", transaction: "0197f4a0-3c1e-7d20-9a51-6f1f2b0c8d11", command: .identify,
        issuedAt: now)

    private static func digest(_ text: String) -> String { SHA256Digest(of: Array(text.utf8)).hexadecimal }
}
