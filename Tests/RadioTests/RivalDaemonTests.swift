import Foundation
import Testing

@testable import Radio

struct RivalDaemonTests {
    @Test func `daemons that take adapters are found among the processes`() throws {
        let files = FileManager.default
        let root = files.temporaryDirectory.appendingPathComponent("proc-\(UUID().uuidString)")
        defer { try? files.removeItem(at: root) }
        for (process, name) in [("1", "systemd"), ("77", "wpa_supplicant"), ("300", "NetworkManager"), ("net", "iwd")] {
            let folder = root.appendingPathComponent(process)
            try files.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data("\(name)\n".utf8).write(to: folder.appendingPathComponent("comm"))
        }
        #expect(RivalDaemon.running(in: root.path) == [.networkManager, .wpaSupplicant])
        #expect(RivalDaemon.running(in: "/nowhere").isEmpty)
    }
}
