import Foundation
import Testing

struct PublishedContractTests {
    @Test(.enabled(if: Repository.canValidate, Repository.absence))
    func `each message on a real broker is what the published schemas say`() throws {
        let configurations = FileManager.default.temporaryDirectory.appending(path: "judged-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: configurations) }
        try Data(JudgedConfigurations.lines()).write(to: configurations)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/unshare")
        process.arguments = [
            "--net", Repository.python, Repository.root.appending(path: "Tests/ContractTests/validate.py").path,
            try Repository.programs(), Repository.contract.path, configurations.path,
        ]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0 && text.contains("messages: "), "\(text)")
    }
}
