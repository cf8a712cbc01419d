import Fleet
import Foundation
import Signing
import Testing

extension SmallSite {
    /// A fleet manager's key, and what the configuration of a box that obeys it says.
    func fleetManager() throws -> String {
        var generator = SystemRandomNumberGenerator()
        let key = SigningKey(using: &generator)
        _ = try laboratory.bench.write(String(decoding: OctetKeyPair.text(of: key), as: UTF8.self), to: "fleet.key")
        return """
            "storage": {"directory": "\(laboratory.bench.path("storage"))"},
            "fleet": {"keys": ["\(key.publicKey.text)"]},
            """
    }

    /// The fleet manager has the first box calibrate.
    func calibrate() async throws -> (status: Int32?, output: String, errors: String) {
        let child = try laboratory.start(
            try Workbench.program("footfall"),
            [
                "fleet", "command", "--broker", "mqtt://127.0.0.1", "--site", "test", "--sensor", boxes[0].name,
                "--key", laboratory.bench.path("fleet.key"), "--wait", "1200", "calibrate",
            ])
        let status = await child.waitPatiently(seconds: 1260)
        return (status, child.output, child.errors)
    }
}
