import Foundation

extension Workbench {
    /// A configuration for a broker on this machine, with a log that tells all.
    ///
    /// With a folder for the ledger, visits end after two minutes, so that much happens in little time.
    func configuration(interface: String = "rt0", port: Int = 1_883, storage: String? = nil) throws -> String {
        let durable = storage.map {
            """
            "storage": {"directory": "\($0)", "clockPatienceSeconds": 0},
            "presence": {"idleAfterSeconds": 60, "endAfterSeconds": 120},
            """
        }
        let text = """
            {"site": "test", "sensor": "one", "capture": {"interface": "\(interface)"}, \(durable ?? "")
             "broker": {"url": "mqtt://127.0.0.1:\(port)"}, "health": {"intervalSeconds": 5},
             "log": {"level": "trace"}}
            """
        return try write(text, to: "\(interface)-\(port).json")
    }
}
