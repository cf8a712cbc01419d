import Glibc
import Testing

/// A program that the test started, and ends by its process id.
final class Child: Sendable {
    let identifier: pid_t

    /// Starts `program` in this environment, with what it prints going to a file and nothing inherited.
    init(_ program: String, _ arguments: [String], folder: String, output: String = "/dev/null") throws {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        unsafe posix_spawn_file_actions_adddup2(&actions, 1, 2)
        // Threads of Dispatch block signals, and children inherit that.
        var attributes = posix_spawnattr_t()
        var noSignals = sigset_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        unsafe sigemptyset(&noSignals)
        unsafe posix_spawnattr_setsigmask(&attributes, &noSignals)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        let shellWords = ["bash", "-c", Self.script, folder, program] + arguments
        var words = unsafe shellWords.map { unsafe strdup($0) } + [nil]
        defer { unsafe words.forEach { unsafe free($0) } }
        var identifier = pid_t()
        let code = unsafe posix_spawnp(&identifier, "bash", &actions, &attributes, &words, environ)
        try #require(code == 0, "cannot start \(program)")
        self.identifier = identifier
    }

    func send(_ signal: Int32) { kill(identifier, signal) }

    /// Waits for the end; answers whether the program was content.
    @discardableResult
    func wait() -> Bool {
        var status: Int32 = 0
        while unsafe waitpid(identifier, &status, 0) < 0, errno == EINTR {}
        return status == 0
    }

    /// A connection that another test is just opening would otherwise stay open in this child.
    private static let script = """
        cd "$0" || exit
        for entry in /proc/$$/fd/*; do n=${entry##*/}; if [ "$n" -gt 2 ]; then eval "exec $n>&-"; fi; done
        exec "$@"
        """
}
