import CLinux
import Glibc

/// A descriptor that one thread waits on and any thread makes readable.
public struct WakeUp: ~Copyable, Sendable {
    /// Readable from ``signal()`` to ``clear()``.
    public let descriptor: Int32

    /// - Throws: when the process has no descriptor left.
    public init() throws(SystemFailure) {
        descriptor = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
        guard descriptor >= 0 else {
            throw SystemFailure(code: errno, operation: "create", object: "event descriptor")
        }
    }

    private init(descriptor: Int32) { self.descriptor = descriptor }

    /// For who has one thread only: it takes no descriptor, signals reach nobody, and poll(2) passes over it.
    public static var absent: Self { Self(descriptor: -1) }

    deinit { close(descriptor) }

    /// Makes it readable.
    public func signal() {
        var one: UInt64 = 1
        // It fails only when the counter is at its end, and then the descriptor is readable already.
        _ = unsafe write(descriptor, &one, 8)
    }

    /// Makes it unreadable.
    public func clear() {
        var count: UInt64 = 0
        // It fails only when there is nothing to clear.
        _ = unsafe read(descriptor, &count, 8)
    }

    /// Waits at most `milliseconds`; answers whether there was a signal.
    public func wait(milliseconds: Int32) -> Bool {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&request, 1, milliseconds) > 0
    }
}
