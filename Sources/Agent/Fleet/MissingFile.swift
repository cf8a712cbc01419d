import Fleet
import Glibc

/// The files that a configuration names.
enum MissingFile {
    /// The first one that the agent cannot read.
    static func problem(of configuration: Configuration) -> ReportedProblem? {
        let broker = configuration.broker
        let files = [
            ("broker.caFile", broker.caFile), ("broker.certificateFile", broker.certificateFile),
            ("broker.keyFile", broker.keyFile), ("broker.passwordFile", broker.passwordFile),
        ]
        for case (let path, let file?) in files where unsafe access(file, R_OK) != 0 {
            let message = "names a file that cannot be read on this box: \(systemMessage(errno)) (put it there first)"
            return ReportedProblem(path: path, message: message)
        }
        return nil
    }
}
