import Foundation
import Glibc
import Testing

/// A program that a test runs: what it prints goes to files, nothing but that is inherited, and it is ended by its
/// process id at the latest when this value goes.
final class Child: @unchecked Sendable {
    let identifier: pid_t
    private let outputFile: URL
    private let errorFile: URL
    private var ending: Int32?

    init(
        _ program: String, _ arguments: [String], in folder: URL, input: String = "/dev/null",
        environment: [String] = []
    ) throws {
        let name = "child-\(UUID().uuidString)"
        outputFile = folder.appending(path: "\(name).output")
        errorFile = folder.appending(path: "\(name).errors")
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
        for (number, file) in [outputFile, errorFile].enumerated() {
            unsafe posix_spawn_file_actions_addopen(
                &actions, Int32(number + 1), file.path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        }
        // Threads of Dispatch block signals, and children inherit that.
        var attributes = posix_spawnattr_t()
        var noSignals = sigset_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        unsafe sigemptyset(&noSignals)
        unsafe posix_spawnattr_setsigmask(&attributes, &noSignals)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        let shellWords = ["bash", "-c", Self.script, folder.path, "env"] + environment + [program] + arguments
        var words = unsafe shellWords.map { unsafe strdup($0) } + [nil]
        defer { unsafe words.forEach { unsafe free($0) } }
        var identifier = pid_t()
        let code = unsafe posix_spawnp(&identifier, "bash", &actions, &attributes, &words, environ)
        try #require(code == 0, "cannot start \(program)")
        self.identifier = identifier
    }

    deinit {
        send(SIGKILL)
        wait()
    }

    /// What it has printed so far.
    var output: String { String(decoding: outputBytes, as: UTF8.self) }
    var outputBytes: Data { (try? Data(contentsOf: outputFile)) ?? Data() }
    var errors: String { (try? String(contentsOf: errorFile, encoding: .utf8)) ?? "" }

    func send(_ signal: Int32) { if ending == nil { kill(identifier, signal) } }

    /// Waits for its end: the exit status, or 128 and the signal's number.
    @discardableResult
    func wait() -> Int32 {
        if let ending { return ending }
        var status: Int32 = 0
        while unsafe waitpid(identifier, &status, 0) < 0, errno == EINTR {}
        return end(status)
    }

    /// Waits for its end for a while; `nil` when it does not come.
    func waitPatiently(seconds: Int = 60) async -> Int32? {
        let isOver = await eventually(seconds: seconds) {
            var status: Int32 = 0
            if self.ending == nil, unsafe waitpid(self.identifier, &status, WNOHANG) > 0 { _ = self.end(status) }
            return self.ending != nil
        }
        return isOver ? ending : nil
    }

    private func end(_ status: Int32) -> Int32 {
        let code = status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
        ending = code
        return code
    }

    /// A connection that another test is just opening would otherwise stay open in this child.
    private static let script = """
        cd "$0" || exit
        for entry in /proc/$$/fd/*; do n=${entry##*/}; if [ "$n" -gt 2 ]; then eval "exec $n>&-"; fi; done
        exec "$@"
        """
}

/// Waits until `condition` holds; the limit is there only to end a test that failed.
func eventually(seconds: Int = 60, _ condition: () -> Bool) async -> Bool {
    for _ in 0..<seconds * 20 {
        if condition() { return true }
        try? await Task.sleep(for: .milliseconds(50))
    }
    return condition()
}
