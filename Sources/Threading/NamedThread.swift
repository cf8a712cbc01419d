import CLinux
import Glibc

/// A thread of our own that no signal reaches.
public struct NamedThread: Sendable {
    private let thread: pthread_t

    /// Starts `body` on a thread that is called `name`, of at most 15 bytes.
    ///
    /// - Throws: when the process may not have another thread.
    public init(name: String, body: @escaping @Sendable () -> Void) throws(SystemFailure) {
        let start = unsafe Unmanaged.passRetained(Start(name: name, body: body))
        var thread = pthread_t()
        let code = unsafe pthread_create(&thread, nil, Self.entry, start.toOpaque())
        guard code == 0 else {
            unsafe start.release()
            throw SystemFailure(code: code, operation: "start thread", object: name)
        }
        self.thread = thread
    }

    /// Waits for the end of a thread that is about to end.
    public func join() { pthread_join(thread, nil) }

    /// Lets the thread go its way.
    public func detach() { pthread_detach(thread) }

    private final class Start: Sendable {
        let name: String
        let body: @Sendable () -> Void

        ///
        /// - Throws: when the process may not have another thread.
        public init(name: String, body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }
    }

    private static let entry: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
        guard let context = unsafe context else { preconditionFailure("a thread is started with its body") }
        let start = unsafe Unmanaged<Start>.fromOpaque(context).takeRetainedValue()
        // Signals are for the thread that asked for them. SIGPIPE stays pending here and harms nobody.
        var all = sigset_t()
        unsafe sigfillset(&all)
        unsafe pthread_sigmask(SIG_BLOCK, &all, nil)
        _ = unsafe pthread_setname_np(pthread_self(), start.name)
        start.body()
        return nil
    }
}
