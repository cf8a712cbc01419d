import Glibc

/// A place where a power cut can be tried: builds for tests end there as if the power had gone.
enum Failpoint {
    /// Ends the process with SIGKILL if the environment names this place, in a debug build; else does nothing.
    static func pass(_ name: @autoclosure () -> String) {
        #if DEBUG
            if let wanted, wanted == name() { kill(getpid(), SIGKILL) }
        #endif
    }

    #if DEBUG
        private static let wanted = unsafe getenv("FOOTFALL_FAILPOINT").map { unsafe String(cString: $0) }
    #endif
}
