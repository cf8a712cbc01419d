import Glibc
import Synchronization

/// Whether the process was asked to stop: by SIGTERM from a supervisor, or by SIGINT from a keyboard.
public enum StopSignal {
    private static let isRaised = Atomic(false)

    /// Listens for the signals from now on. Broken pipes and sockets are reported by their calls, not by SIGPIPE.
    public static func install() {
        isRaised.store(false, ordering: .releasing)  // also makes sure that the handler never initialises anything
        var action = sigaction()
        unsafe action.__sigaction_handler.sa_handler = { _ in StopSignal.isRaised.store(true, ordering: .releasing) }
        for number in [SIGTERM, SIGINT] { unsafe sigaction(number, &action, nil) }
        _ = signal(SIGPIPE, SIG_IGN)
    }

    /// Whether one of the signals has come.
    public static var isRequested: Bool { isRaised.load(ordering: .acquiring) }
}
