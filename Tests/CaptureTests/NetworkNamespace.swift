import Foundation
import Testing

/// A network namespace of its own for one test, so that the machine's network is left alone and nothing is left behind.
///
/// Linux gives each thread its own namespace: the test's body runs on a thread of its own, and what it starts and opens
/// is in the namespace too. Needs CAP_SYS_ADMIN: without it the tests are skipped, except where the variable CI is set.
enum NetworkNamespace {
    static let missing: Comment = """
        no network namespace can be made: tests of live capture are skipped (run: unshare -rn swift test)
        """

    static let isToBeUsed = ProcessInfo.processInfo.environment["CI"] != nil || canBeMade

    /// Runs `body` on a thread in a new network namespace.
    static func run(_ body: @escaping @Sendable () throws -> Void) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            Thread.detachNewThread {
                continuation.resume(
                    with: Result {
                        try enter(); try body()
                    })
            }
        }
    }

    /// Takes all capabilities from this thread, and from no other: capset(2).
    static func dropCapabilities() throws {
        typealias Capset = @convention(c) (UnsafeMutableRawPointer, UnsafeMutableRawPointer) -> Int32
        let capset = unsafe unsafeBitCast(try librarySymbol("capset"), to: Capset.self)
        var header: (version: UInt32, thread: Int32) = (0x2008_0522, 0)
        var data = [UInt32](repeating: 0, count: 6)
        try #require(unsafe capset(&header, &data) == 0)
    }

    private static let canBeMade: Bool = {
        let ended = DispatchSemaphore(value: 0)
        nonisolated(unsafe) var entered = false
        Thread.detachNewThread {
            unsafe entered = (try? enter()) != nil && access("/dev/net/tun", R_OK | W_OK) == 0
            ended.signal()
        }
        ended.wait()
        return unsafe entered
    }()

    /// unshare(2), which Swift's Glibc does not show.
    private static func enter() throws {
        let unshare = unsafe unsafeBitCast(try librarySymbol("unshare"), to: (@convention(c) (Int32) -> Int32).self)
        let newNetwork: Int32 = 0x4000_0000  // CLONE_NEWNET
        guard unshare(newNetwork) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EPERM) }
    }
}
