import Foundation
import Testing

struct MainTests {
    @Test func `the dashboard has the version of the agent, and says so`() throws {
        let bench = try Workbench()
        let dashboard = try bench.run(Workbench.program("footfall-dashboard"), ["--version"])
        #expect(dashboard.status == 0 && !dashboard.output.isEmpty && dashboard.errors.isEmpty)
        #expect(try dashboard.output == bench.footfall("--version").output)
    }
}
