import Capture
import Glibc

extension ProgressBar {
    /// A bar for reading captures, `passes` times each; none for standard input, whose end nobody knows.
    convenience init(
        _ what: String, reading paths: [String], passes: Int = 1, printsMeanwhile: Bool = false
    ) {
        let sizes = paths.map { path in
            var status = stat()
            return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : 0
        }
        let total = sizes.contains(0) ? 0 : sizes.reduce(0, +) * passes
        let before = SavefileReader.totalBytesRead
        self.init(what, total: total, printsMeanwhile: printsMeanwhile) { SavefileReader.totalBytesRead - before }
    }
}
