import Foundation
import Testing

/// The examples that the documentation shows to integrators.
struct ExampleTests {
    private static let folder = Repository.root.appending(path: "deploy/examples").path

    @Test(.enabled(if: Repository.canValidate, Repository.absence))
    func `topics and fields of automations and flows are those of the contract`() throws {
        let outcome = try run([
            Repository.root.appending(path: "Tests/ContractTests/examples.py").path, Self.folder,
            Repository.contract.appending(path: "asyncapi.json").path,
        ])
        #expect(outcome.status == 0, "\(outcome.text)")
    }

    @Test(.enabled(if: Repository.canValidate, Repository.absence))
    func `the Python example tells people, visits, levels and offers once, and a gap`() throws {
        let outcome = try run(
            [Repository.root.appending(path: "Tests/ContractTests/subscriber.py").path, Self.folder]
                + [try Repository.programs()])
        #expect(outcome.status == 0, "\(outcome.text)")
    }

    /// Runs Python in a network of its own.
    private func run(_ words: [String]) throws -> (status: Int32, text: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/unshare")
        process.arguments = ["--net", Repository.python] + words
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }
}
