import Foundation
import Testing

/// Where things are that the tests read and run.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let contract = root.appending(path: "deploy/contract")
    /// deploy/test makes it.
    static let python = root.appending(path: ".build-venv/bin/python").path

    /// What the validators need. Under CI they run in any case, and fail.
    static let canValidate =
        ProcessInfo.processInfo.environment["CI"] != nil
        || (FileManager.default.isExecutableFile(atPath: python) && getuid() == 0
            && FileManager.default.isExecutableFile(atPath: "/usr/sbin/mosquitto")
            && FileManager.default.fileExists(atPath: "/dev/net/tun"))
    static let absence: Comment = """
        the published contract is not validated: that needs root, /dev/net/tun, mosquitto and .build-venv (deploy/test \
        makes it)
        """

    /// The folder of the programs that were built with the tests.
    static func programs() throws -> String {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return URL(filePath: tests).deletingLastPathComponent().path
    }
}
